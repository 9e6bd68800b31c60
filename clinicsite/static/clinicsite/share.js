// Puts the address of a page on the clipboard. Without a script it is there to be selected.

for (const button of document.querySelectorAll("[data-copies]")) {
  if (!navigator.clipboard) continue;
  const field = document.getElementById(button.dataset.copies);
  const status = document.querySelector("[data-copied]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = "The address is copied.";
    } catch {
      status.textContent = "Press Ctrl+C or ⌘C to copy the address.";
    }
  });
}
