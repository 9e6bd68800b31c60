// The admin's calendars and clocks show what was typed and never change it. Without this, text that
// a picker cannot read becomes today, or the time now, as soon as one leaves the field. Not needed
// any more once Wagtail makes its pickers with `validateOnBlur: false`.
Object.assign(jQuery.fn.datetimepicker.defaults, {
  validateOnBlur: false,
  scrollInput: false,
  // A click into a picker that has not read the text would put today in its place.
  onShow(time, $input) {
    const text = $input.val().trim();
    return this.data("xdsoft_datetime").str().startsWith(text);
  },
});

// So would one into a picker that was opened before the text was typed.
document.addEventListener("input", ({ target }) => {
  const picker = jQuery(target).data("xdsoft_datetimepicker");
  if (picker) {
    picker.trigger("close.xdsoft");
  }
});
