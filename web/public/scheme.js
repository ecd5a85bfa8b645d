// Runs before anything is painted, so that nobody who chose dark sees a white flash.
(function () {
  var chosen = 'auto';
  try {
    chosen = localStorage.getItem('berth-color-scheme') || 'auto';
  } catch (refused) {
    // A browser that keeps nothing follows the system.
  }
  var dark = chosen === 'auto' ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
  document.documentElement.setAttribute('data-mantine-color-scheme', dark ? 'dark' : 'light');
})();
