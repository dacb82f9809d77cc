// What a scanner types becomes one scan each: read without a focus, kept in order, and handed to the page as soon as its line stands.
// Loaded in the head of every page, so that no scan is typed before somebody listens. Part ScanBox says how a page uses it.
(() => {
    'use strict';

    const gapMs = 60;         // a scanner types faster than any hand
    const endGapMs = 200;     // some take a breath before their Enter
    const tornMs = 1000;      // what goes on within a second was meant to be one code
    const lengthMin = 4, lengthMax = 200;
    const answerMs = 10000;   // then the line is taken for dead, and the same scan is sent again under the same id
    const waitsMs = 1200;     // a scan that waits longer is told

    const html = document.documentElement;
    const sign = window.towerSign;
    const box = () => document.querySelector('[data-scan]');

    // ---- Letters: by the place of the key, as on a US keyboard, so that an Arabic layout still yields "ORD-" ---------

    const rows = {
        Minus: '-_', Equal: '=+', BracketLeft: '[{', BracketRight: ']}', Backslash: '\\|', Semicolon: ';:', Quote: '\'"', Comma: ',<', Period: '.>',
        Slash: '/?', Backquote: '`~', Space: '  ', NumpadSubtract: '--', NumpadAdd: '++', NumpadMultiply: '**', NumpadDivide: '//', NumpadDecimal: '..',
    };
    const groupSeparator = '\u001d'; // ends a field of a GS1 code; keyboards have it as Ctrl and ]

    function letterOf({ code, key, shiftKey, ctrlKey, altKey, metaKey }) {
        if (ctrlKey && code === 'BracketRight') return groupSeparator;
        if (ctrlKey || altKey || metaKey) return null;
        if (/^Key[A-Z]$/.test(code)) return shiftKey ? code[3] : code[3].toLowerCase();
        if (/^Digit\d$/.test(code)) return shiftKey ? ')!@#$%^&*('[code[5]] : code[5];
        if (/^Numpad\d$/.test(code)) return code[6];
        return rows[code]?.[shiftKey ? 1 : 0] ?? (key?.length === 1 ? western(key) : null);
    }

    const western = key => key.replace(/[\u0660-\u0669]/, digit => digit.charCodeAt(0) - 0x660).replace(/[\u06f0-\u06f9]/, digit => digit.charCodeAt(0) - 0x6f0);

    // ---- Reading -----------------------------------------------------------------------------------------------------

    let keys = [], last = 0, isTorn = false, field = null, timer = 0;

    function forget() {
        clearTimeout(timer);
        [keys, isTorn, field] = [[], false, null];
    }

    /** A field that somebody searches in or writes a reason into takes what is typed; any other gives a scan back. */
    const fieldOf = target => target.closest?.('input:not([type=checkbox], [type=radio], [type=button], [type=submit]), select, textarea');

    document.addEventListener('keydown', event => {
        if (event.ctByScan || event.repeat) return;
        if (!box() && document.readyState !== 'loading') return forget();
        const within = fieldOf(event.target);
        if (within?.matches('[type=search], textarea')) return forget();

        const gap = event.timeStamp - last;
        if (event.key === 'Enter' || event.key === 'Tab' || event.code === 'NumpadEnter') return end(event, gap);
        const letter = letterOf(event);
        if (letter === null || (letter === groupSeparator && !keys.length)) return;

        last = event.timeStamp;
        if (keys.length && gap > gapMs) {
            if (keys.length >= lengthMin && gap < tornMs) isTorn = true;
            else giveBack();
        }

        if (!keys.length && within) field = { within, value: within.value };
        if (!within) event.stopImmediatePropagation(); // a single letter is a short cut on some pages: see giveBack
        if (letter === groupSeparator || (keys.length && !within)) event.preventDefault();
        keys.push({ letter, event });
        clearTimeout(timer);
        timer = setTimeout(unfinished, gapMs + 20);
    }, true);

    function end(event, gap) {
        if (field && (isTorn || gap > gapMs)) return forget(); // a hand in a hurry: what it typed stays
        if (keys.length >= lengthMin && gap < tornMs) {
            event.preventDefault(); // or the button that has the focus is pressed
            event.stopImmediatePropagation();
            if (field) {
                field.within.value = field.value;
                field.within.dispatchEvent(new Event('input', { bubbles: true }));
            }

            const [text, torn] = [keys.map(key => key.letter).join('').trim(), isTorn || gap > endGapMs];
            forget();
            return take(text, torn);
        }

        giveBack();
        if (sign.blocks() && event.key === 'Enter') {
            event.preventDefault();
            event.stopImmediatePropagation();
            acknowledge();
        }
    }

    /** Single letters were no scan: whoever listens for short cuts has them now, as they were typed. */
    function giveBack() {
        const typed = keys.length < lengthMin && !field ? keys : [];
        forget();
        for (const { event } of typed) {
            const again = new KeyboardEvent('keydown', { key: event.key, code: event.code, shiftKey: event.shiftKey, bubbles: true, cancelable: true });
            again.ctByScan = true;
            event.target.dispatchEvent(again);
        }
    }

    function unfinished() {
        if (keys.length < lengthMin) return giveBack();
        timer = setTimeout(() => {
            const wasTyped = field;
            forget();
            if (!wasTyped) take('', true); // a scanner without an Enter at its end
        }, tornMs);
    }

    // ---- The queue: in order, in the browser's memory of this tab, under the name of who scanned ---------------------

    const orphans = []; // scanned while the page was still coming
    const keyOf = where => `ct-scans:${where.dataset.scan}:${where.dataset.scanWho}`;
    const read = key => JSON.parse(sessionStorage.getItem(key) ?? '[]');
    const write = (key, scans) => sessionStorage.setItem(key, JSON.stringify(scans));

    /** crypto.randomUUID is there on HTTPS only; many floors have none. */
    function uuid() {
        const bytes = crypto.getRandomValues(new Uint8Array(16));
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        const text = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
        return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    }

    function numbered(text) {
        const client = JSON.parse(sessionStorage.getItem('ct-scan-client') ?? 'null') ?? { id: uuid(), seq: 0 };
        client.seq += 1;
        sessionStorage.setItem('ct-scan-client', JSON.stringify(client));
        return { id: uuid(), client: client.id, seq: client.seq, text };
    }

    function take(text, torn) {
        const where = box();
        if (!where) return document.readyState === 'loading' && !torn ? void orphans.push(text) : undefined;
        const isOk = /^CMD-OK$/i.test(text);
        if (sign.blocks() && (isOk || !sign.takesScans())) return isOk && !sign.takesScans() ? acknowledge() : sign.tone('blocked');
        if (torn || text.length > lengthMax || /[^\x1d\x20-\x7e]/.test(text)) return sign.show(where, { sign: 'wrong', ...words(where).torn });
        write(keyOf(where), [...read(keyOf(where)), numbered(text)]);
        draw();
        flush();
    }

    document.addEventListener('DOMContentLoaded', () => {
        orphans.splice(0).forEach(text => take(text, false));
        if (box()) sign.recall(box());
        draw();
    });

    // ---- The line to the server --------------------------------------------------------------------------------------

    let line = null, isSending = false, isLost = false, breaks = () => {}, since = 0, failures = 0, wasTold = false, sent = 0, back = 0, backUntil = 0;

    const broken = () => new Promise((_, reject) => {
        const limit = setTimeout(() => reject(new Error('No answer.')), answerMs);
        breaks = () => { clearTimeout(limit); reject(new Error('The line broke.')); };
    });

    /** One scan after the other: what the first one changes decides what the second one means. */
    async function flush() {
        if (isSending || !line) return;
        isSending = true;
        while (line && !isLost && !(sign.blocks() && !sign.takesScans())) {
            const { ref, where } = line, [scan] = read(keyOf(where));
            if (!scan) break;
            since ||= Date.now();
            try {
                const answer = await Promise.race([ref.invokeMethodAsync('ScanAsync', scan.id, scan.client, scan.seq, scan.text), broken()]);
                if (answer.sign === 'later') throw new Error('The database is away.');
                write(keyOf(where), read(keyOf(where)).filter(other => other.id !== scan.id));
                [since, failures] = [0, 0];
                if (wasTold) sent += 1;
                sign.show(where, answer);
            } catch (failure) {
                if (/exception/i.test(failure.message)) failures += 1;
                if (failures === 3) [failures] = [0, sign.show(where, { sign: 'wrong', ...words(where).failed })]; // and once acknowledged, again
                else await new Promise(resolve => setTimeout(resolve, 500));
            }

            draw();
        }

        isSending = false;
        draw();
    }

    document.addEventListener('components-reconnect-state-changed', event => {
        isLost = event.detail.state !== 'hide';
        breaks();
        draw();
        flush();
    }, true);

    const acknowledge = () => { sign.acknowledge(); flush(); };

    // ---- What is told about it ---------------------------------------------------------------------------------------

    const words = where => JSON.parse(where.dataset.words);
    const told = () => isLost || (since && Date.now() - since > waitsMs);
    const counted = (forms, count) => (forms[new Intl.PluralRules(html.lang).select(count)] ?? forms.other).replace('{0}', count);

    function draw() {
        const where = box();
        if (!where) return void delete html.dataset.scanLine;
        const waiting = read(keyOf(where));
        if (waiting.length && !since) since = Date.now();
        if (told()) wasTold = true;
        if (wasTold && !waiting.length && !isLost) [wasTold, backUntil, back, sent] = [false, Date.now() + 4000, sent, 0];
        const state = told() || (wasTold && waiting.length) ? 'lost' : Date.now() < backUntil ? 'back' : 'on';
        const { noNetwork, lost, waits, wasSent, unsent } = words(where);
        const wait = waiting.length ? counted(waits, waiting.length) : '';
        const text = state === 'on' ? '' : state === 'back' ? counted(wasSent, back) : sign.blocks() && !isLost ? wait : wait ? lost.replace('{0}', wait) : noNetwork;
        const says = where.querySelector('[data-scan-says]');
        if (says && says.textContent !== text) says.textContent = text;
        html.dataset.scanLine = state;
        for (const mark of document.querySelectorAll('[data-scan-unsent]')) {
            const codes = mark.dataset.scanUnsent.split(' ');
            const count = state === 'lost' ? waiting.filter(scan => codes.includes(scan.text)).length : 0;
            const mine = count ? unsent.replace('{0}', count) : '';
            if (mark.textContent !== mine) mark.textContent = mine;
        }
    }

    html.dataset.scanner = 'ready';
    setInterval(draw, 500);
    document.addEventListener('click', event => {
        if (event.target.closest?.('[data-acknowledges]')) acknowledge();
        if (event.target.closest?.('[data-tests-tones]')) sign.test();
    });

    window.towerScan = {
        attach(ref) {
            line = { ref, where: box() };
            sign.recall(line.where);
            navigator.wakeLock?.request('screen').catch(() => {}); // granted on HTTPS, while the page is seen
            draw();
            flush();
        },
        detach() {
            line = null;
            breaks();
        },
    };
})();
