// Shows how many pages of the website are still to be updated, and has the server go on with them.
// It asks only with the cookie, which the answer to a change sets; mostly nothing is left by then.
(() => {
  const { url, cookie, path, age } = document.currentScript.dataset;
  const PAUSE = 700;
  // After so many answers that say no less than those before, the rest will not be done here.
  const PATIENCE = 8;
  const SHOWN_AT_THE_END = 4000;
  const FADE = 300;

  // The total is kept in the cookie, so that the next page goes on from there.
  const remembered = () =>
    document.cookie
      .split('; ')
      .find((pair) => pair.startsWith(`${cookie}=`))
      ?.slice(cookie.length + 1);

  const remember = (total, seconds = age) => {
    const secure = window.location.protocol === 'https:' ? '; secure' : '';
    document.cookie = `${cookie}=${total}; path=${path}; max-age=${seconds}; samesite=lax${secure}`;
  };

  const wait = (time) => new Promise((resolve) => setTimeout(resolve, time));

  const element = (tag, name, parent) => {
    const made = document.createElement(tag);
    made.className = name;
    parent.append(made);
    return made;
  };

  class Notice {
    // Shown with the first numbers.
    begin() {
      this.root = element('aside', 'documents-progress', document.body);
      this.root.setAttribute('aria-label', 'Updating the website');
      const line = element('p', 'documents-progress__line', this.root);
      // Told when it changes: the beginning and the end. The numbers between would only disturb.
      this.words = element('span', 'documents-progress__words', line);
      this.words.setAttribute('role', 'status');
      this.words.setAttribute('aria-live', 'polite');
      this.count = element('span', 'documents-progress__count', line);
      this.bar = element('progress', 'documents-progress__bar', this.root);
      this.bar.setAttribute('aria-label', 'Pages updated');
      // A screen reader tells what changes in a place that it knows.
      requestAnimationFrame(() => {
        this.words.textContent = 'Updating pages for the website';
      });
    }

    show(done, total) {
      if (!this.root) this.begin();
      this.count.textContent = `: ${done} of ${total}`;
      this.bar.max = total;
      this.bar.value = done;
    }

    async end(words) {
      if (!this.root) return;
      this.count.textContent = '';
      this.bar.remove();
      this.words.textContent = words;
      await wait(SHOWN_AT_THE_END);
      this.root.classList.add('documents-progress--leaving');
      await wait(FADE);
      this.remove();
    }

    remove() {
      this.root?.remove();
    }
  }

  const ask = async () => {
    const { CSRF_HEADER_NAME, CSRF_TOKEN } = JSON.parse(
      document.getElementById('wagtail-config').textContent,
    );
    const response = await fetch(url, {
      method: 'POST',
      headers: { [CSRF_HEADER_NAME]: CSRF_TOKEN, 'X-Requested-With': 'XMLHttpRequest' },
    });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  };

  const follow = async (notice) => {
    let total = Number(remembered()) || 0;
    let [least, stuck] = [Infinity, 0];
    for (;;) {
      const { left, is_done: isDone } = await ask();
      if (!left) return 'All pages are up to date';
      stuck = left < least ? 0 : stuck + 1;
      if (isDone || stuck >= PATIENCE) {
        return 'Some pages could not be updated yet; they will be when they are next read';
      }
      least = Math.min(least, left);
      total = Math.max(total, left);
      remember(total);
      notice.show(total - left, total);
      await wait(PAUSE);
    }
  };

  const start = async () => {
    const notice = new Notice();
    try {
      const words = await follow(notice);
      remember('', 0);
      await notice.end(words);
    } catch {
      // Somebody has signed out, or the server is away: what is left is made when it is read.
      notice.remove();
    }
  };

  if (remembered() !== undefined) start();
})();
