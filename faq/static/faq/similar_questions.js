// Asks for questions like the one that is typed, and has w-swap show what comes back.
(() => {
  class SimilarQuestions extends window.StimulusModule.Controller {
    static values = {
      chooser: String,
      field: String,
      page: String,
      parent: String,
      url: String,
    };

    connect() {
      this.search = this.search.bind(this);
      this.field = document.getElementById(this.fieldValue);
      this.field?.addEventListener('input', this.search);
      if (!this.pageValue && this.field?.value.trim()) this.search();
    }

    disconnect() {
      this.field?.removeEventListener('input', this.search);
    }

    search() {
      const query = new URLSearchParams({
        q: this.field.value.slice(0, 500),
        parent: this.parentValue,
      });
      if (this.pageValue) query.set('page', this.pageValue);
      this.dispatch('search', { detail: { url: `${this.urlValue}?${query}` } });
    }

    // Once autosave has made the page, it is not similar to itself.
    saved(event) {
      const id = event.detail?.data?.pk;
      if (id) this.pageValue = String(id);
    }

    // Puts a shared question into the chooser of the question that this page answers.
    answer({ currentTarget, params }) {
      const chooser = document.getElementById(`${this.chooserValue}-chooser`);
      if (!chooser?.widget) return;
      chooser.widget.setState({ id: params.id, adminTitle: params.title });
      currentTarget.disabled = true;
      currentTarget.textContent = `Chosen as the question that this page answers`;
      chooser.querySelector('button')?.focus();
    }
  }

  window.wagtail.app.register('faq-similar-questions', SimilarQuestions);
})();
