// What every screen needs from the browser: time that passes, keys, dialogs, and a connection that comes back by itself.
(() => {
    'use strict';

    const html = document.documentElement;
    const word = name => document.body.dataset[name] ?? '';
    const all = (selector, act) => document.querySelectorAll(selector).forEach(act);

    // The server's clock is the only one that counts: a desk's own may be wrong by minutes.
    let ahead = Number(html.dataset.now) - Date.now();
    const now = () => Date.now() + ahead;
    const two = number => String(number).padStart(2, '0');

    // Only what changed is written, and into the text node that Blazor made, so that its own updates still find it.
    function write(element, text) {
        const node = element?.firstChild;
        if (!node && element) element.textContent = text;
        else if (node && node.nodeType === Node.TEXT_NODE && node.data !== text) node.data = text;
    }

    // ---- Time: one timer for the page -------------------------------------------------------------------------------

    /** 0:22, or 1 d 9 h from a day up. */
    function left(ms) {
        const minutes = Math.floor(Math.abs(ms) / 60000), hours = Math.floor(minutes / 60);
        return hours < 24 ? `${hours}:${two(minutes % 60)}`
            : `${Math.floor(hours / 24)} ${word('wordD')} ${hours % 24} ${word('wordH')}`;
    }

    /** 18 min, 1 h 12, 1 d 2 h. */
    function age(ms) {
        const minutes = Math.max(0, Math.floor(ms / 60000)), hours = Math.floor(minutes / 60);
        return minutes < 60 ? `${minutes} ${word('wordMin')}`
            : hours < 24 ? `${hours} ${word('wordH')} ${two(minutes % 60)}`
            : `${Math.floor(hours / 24)} ${word('wordD')} ${hours % 24} ${word('wordH')}`;
    }

    function tickTimer(chip) {
        const rest = Number(chip.dataset.due) - now();
        const state = rest < 0 ? 'late' : rest <= Number(chip.dataset.risk) ? 'risk' : 'waiting';
        write(chip.querySelector('bdi'), left(rest));
        write(chip.querySelector('small'), word(rest < 0 ? 'wordOver' : 'wordLeft'));
        if (chip.dataset.state !== state) {
            chip.classList.remove('ct-is-late', 'ct-is-risk', 'ct-is-waiting');
            chip.classList.add(`ct-is-${state}`);
            chip.querySelector('use')?.setAttribute('href', `#ct-glyph-${state}`);
            chip.dataset.state = state;
        }
    }

    const clocks = new Map();
    function clock(zone, seconds, at = now()) {
        const key = zone + seconds;
        if (!clocks.has(key)) {
            clocks.set(key, new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined }));
        }
        return clocks.get(key).format(at);
    }

    let lostAt = null;   // when the line to the server broke
    let pausedAt = null; // when a background tab was put to sleep

    let heardAsOf = 0;   // the age of the data as the server told it last: a mark that was drawn anew has none of its own

    function tickLive(mark) {
        const asOf = Number(mark.dataset.asOf) || heardAsOf;
        const silent = asOf ? now() - asOf : 0;
        const since = lostAt ? Math.max(silent, Date.now() - lostAt) : silent;
        const stale = lostAt ? since > 2000 : asOf > 0 && silent > Number(mark.dataset.staleAfter);
        const seconds = Math.max(0, Math.floor(since / 1000));
        mark.dataset.mode = mark.dataset.failed === 'true' ? 'lost' : stale ? 'stale' : 'live';
        write(mark.querySelector('span'), mark.dataset.failed === 'true' ? word('wordNotLoaded')
            : stale ? `${word('wordStale')} ${two(Math.floor(seconds / 60))}:${two(seconds % 60)}`
            : asOf ? word('wordLiveAgo').replace('{0}', seconds) : word('wordLive'));
        return stale ? now() - since : null;
    }

    function tick() {
        all('[data-due]', tickTimer);
        all('[data-left]', mark => write(mark, left(Math.abs(Number(mark.dataset.left) - now()))));
        all('[data-since]', mark => write(mark, age(now() - Number(mark.dataset.since))));
        all('[data-clock]', mark => write(mark, clock(mark.dataset.zone || 'UTC', mark.dataset.clock === 'seconds')));
        let seen = null;
        all('.ct-live[data-as-of]', mark => { seen = tickLive(mark) ?? seen; });
        html.toggleAttribute('data-stale', seen !== null);
        if (seen !== null) {
            const zone = document.querySelector('[data-clock]')?.dataset.zone || 'UTC';
            const at = clock(zone, true, seen);
            all('.ct-stale-strip [data-seen]', mark => write(mark, word('wordSeenAt').replace('{0}', at)));
        }
    }

    // ---- Keys: single letters go to the list on the page, whatever the keyboard's language ---------------------------

    const typing = target => target.closest?.('input, textarea, select, [contenteditable="true"]');
    const keysOff = () => localStorage.getItem('ct-keys') === 'off';

    document.addEventListener('keydown', event => {
        if (event.ctByTower || event.isComposing) return; // scan.js listens first and keeps what a scanner types
        const key = /^Key[A-Z]$/.test(event.code) ? event.code[3].toLowerCase() : event.key;

        if ((event.ctrlKey || event.metaKey) && key === 'k') return press(event, '[data-opens-search]');
        if (key === 'Escape' && typing(event.target) && event.target.closest('.ct-pane')) return event.target.blur(); // back to the list and its keys
        if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || keysOff()) return;
        if (document.querySelector('dialog[open], .mud-dialog, .mud-popover-open')) return;
        if (event.key === '/') return press(event, '[data-opens-search]');
        if (event.key === '?') return press(event, '[data-opens-help]');

        if (/^[a-z1-9]$/.test(key) && document.querySelector(`[data-key="${key}"]`)) return press(event, `[data-key="${key}"]`);

        const list = event.target.closest?.('[data-keys]') ?? document.querySelector('[data-keys]');
        if (!list?.dataset.keys.split(' ').includes(key)) return;
        if (key === 'Enter' && event.target.closest?.('a, button')) return;
        if (html.hasAttribute('data-stale') && key.length === 1 && !'jk'.includes(key)) return;

        event.preventDefault();
        event.stopImmediatePropagation();
        if (!list.contains(document.activeElement)) list.focus({ preventScroll: true });
        const told = new KeyboardEvent('keydown', { key, code: event.code, shiftKey: event.shiftKey, bubbles: true, cancelable: true });
        told.ctByTower = true;
        list.dispatchEvent(told);
    }, true);

    function press(event, selector) {
        const opener = document.querySelector(selector);
        if (!opener) return;
        event.preventDefault();
        event.stopImmediatePropagation(); // or the list under the focus takes the letter as its own
        opener.click();
    }

    document.addEventListener('click', event => {
        if (event.target.closest?.('[data-toggles-keys]')) localStorage.setItem('ct-keys', keysOff() ? 'on' : 'off');
        const copied = event.target.closest?.('[data-copies]');
        if (copied) navigator.clipboard?.writeText(copied.dataset.copies);
        if (event.target.closest?.('[data-prints]')) print();
    });

    // ---- Dialogs and focus: a dialog that is drawn is shown; what was focused before gets the focus back -------------

    new MutationObserver(changes => {
        for (const change of changes) {
            for (const node of change.addedNodes) {
                if (node.nodeType !== Node.ELEMENT_NODE) continue;
                const dialog = node.matches('dialog[data-modal]') ? node : node.querySelector('dialog[data-modal]');
                if (dialog && !dialog.open) dialog.showModal();
            }
        }
    }).observe(document.body, { childList: true, subtree: true });

    new MutationObserver(changes => changes.forEach(change => {
        if (change.target.getAttribute('aria-selected') === 'true') change.target.scrollIntoView({ block: 'nearest' });
    })).observe(document.body, { attributes: true, subtree: true, attributeFilter: ['aria-selected'] });

    // ---- The line to the server --------------------------------------------------------------------------------------

    const badge = document.getElementById('components-reconnect-modal');
    let backUntil = 0;

    function show(state, text) {
        badge.className = `ct-reconnect ct-is-${state} ct-shown`;
        badge.textContent = text;
    }

    badge.addEventListener('components-reconnect-state-changed', event => {
        switch (event.detail.state) {
            case 'show':
            case 'retrying':
                lostAt ??= Date.now();
                show('risk', word('wordReconnecting'));
                break;
            case 'hide':
                if (lostAt) {
                    lostAt = null;
                    show('ok', word('wordBack'));
                    backUntil = Date.now() + 4000;
                }
                break;
            default: // failed, rejected, resume-failed: the circuit is gone for good
                lostAt ??= Date.now();
                reloadWhenServed();
        }
    });

    /** A page that is loaded while the server is away would show the browser's own error and never come back. */
    async function reloadWhenServed() {
        if (await served()) location.reload();
        else setTimeout(reloadWhenServed, 2000);
    }

    /** Whether the server answers. Takes over its clock, the age of its data, and a new build. */
    async function served() {
        try {
            const pulse = await (await fetch('/live', { cache: 'no-store' })).json();
            if (Math.abs(pulse.now - now()) > 1000) ahead = pulse.now - Date.now();
            if (pulse.asOf) heardAsOf = pulse.asOf;
            if (pulse.asOf) all('.ct-live[data-as-of]', mark => { mark.dataset.asOf = pulse.asOf; });
            return pulse;
        } catch {
            return null;
        }
    }

    const loadedAt = Date.now();

    /** A page whose line never came up, as the tower died while it was loaded, would stand still for ever and look alive. */
    const neverLive = () => html.dataset.circuit && Date.now() - loadedAt > 30000
        && document.querySelector('.ct-desk:not([data-ready]), .ct-hand-room:not([data-ready]), .ct-wall-room:not([data-ready])');

    /** A wall takes a new build by itself; at a desk somebody may be typing, and the circuit's end tells soon enough. */
    async function feel() {
        if (document.hidden) return;
        const pulse = await served();
        if (pulse && neverLive()) location.reload();
        if (pulse && pulse.build !== html.dataset.build && document.querySelector('.ct-wall')) location.reload();
    }

    document.addEventListener('visibilitychange', () => {
        if (document.hidden) pausedAt = Date.now();
        else if (lostAt && pausedAt && Date.now() - pausedAt > 180000) reloadWhenServed();
        else feel();
    });

    /** A file that the server hands over, for the folder of downloads. */
    async function save(name, stream) {
        const link = document.createElement('a');
        link.href = URL.createObjectURL(new Blob([await stream.arrayBuffer()], { type: 'text/csv' }));
        link.download = name;
        link.click();
        setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    }

    window.tower = { now, save };

    tick();
    feel();
    setInterval(feel, 5000);
    setInterval(() => {
        tick();
        if (backUntil && Date.now() > backUntil) { badge.className = 'ct-reconnect'; backUntil = 0; }
    }, 1000);

    Blazor.start({
        circuit: {
            reconnectionOptions: {
                maxRetries: 1e6,
                retryIntervalMilliseconds: tries => tries < 10 ? 500 : Math.min(15000, tries * 500),
            },
        },
    });
})();
