// The answer to a scan, over the whole screen, heard and felt: right for a blink; wrong until somebody acknowledges it.
(() => {
    'use strict';

    const okMs = 450;
    const shapes = { ok: 'ok', wrong: 'wrong', many: 'risk', stop: 'wrong' };
    const calm = matchMedia('(prefers-reduced-motion: reduce)');

    // ---- Tones: three that nobody confuses, and a dull one for "not now" ----------------------------------------------

    /** Frequency, start and length in seconds, form of the wave. */
    const tones = {
        ok: [[1320, 0, .07, 'sine'], [1760, .1, .09, 'sine']],
        wrong: [[130, 0, .7, 'sawtooth']],
        many: [[660, 0, .12, 'square'], [440, .16, .12, 'square'], [660, .32, .12, 'square']],
        blocked: [[220, 0, .1, 'triangle']],
    };
    const shakes = { ok: [60], wrong: [400], many: [120, 80, 120], blocked: [40] };
    let sound = null;

    // Browsers let a page be heard only after somebody touched it.
    for (const touch of ['keydown', 'pointerdown']) document.addEventListener(touch, unlock, { capture: true });

    function unlock() {
        sound ??= window.AudioContext ? new AudioContext() : null;
        if (sound?.state === 'suspended') sound.resume().catch(() => {});
    }

    function tone(name, after = 0) {
        navigator.vibrate?.(shakes[name]);
        document.documentElement.dataset.tone = name;
        if (sound?.state !== 'running') return;
        for (const [hertz, start, length, form] of tones[name]) {
            const [voice, volume, at] = [sound.createOscillator(), sound.createGain(), sound.currentTime + after + start];
            [voice.type, voice.frequency.value] = [form, hertz];
            volume.gain.setValueAtTime(.25, at);
            volume.gain.setTargetAtTime(0, at + length * .8, .02);
            voice.connect(volume).connect(sound.destination);
            voice.start(at);
            voice.stop(at + length + .1);
        }
    }

    // ---- The sign itself ----------------------------------------------------------------------------------------------

    let shown = null, plate = null, timer = 0, before = null;

    const make = (tag, className, ...children) => {
        const element = document.createElement(tag);
        if (className) element.className = className;
        element.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
        return element;
    };

    function shape(name) {
        const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
        svg.setAttribute('viewBox', '0 0 16 16');
        svg.setAttribute('class', 'ct-glyph');
        svg.setAttribute('aria-hidden', 'true');
        const use = document.createElementNS('http://www.w3.org/2000/svg', 'use');
        use.setAttribute('href', `#ct-glyph-${name}`);
        svg.append(use);
        return svg;
    }

    const code = text => {
        const mark = make('bdi', 'ct-code', text);
        mark.dir = 'ltr';
        return mark;
    };

    function row({ label, before: start, mark, after, code: read }) {
        return make('div', 'ct-sign-row', make('small', '', label), make('b', '', start, mark ? make('mark', '', mark) : null, after), read ? code(read) : null);
    }

    function build(answer) {
        const title = make('h2', '', answer.title);
        const text = answer.text ? make('p', 'ct-sign-text', answer.text) : null;
        const figure = answer.count === undefined || answer.count === null ? null : make('p', 'ct-sign-count', make('b', '', answer.count), make('span', '', answer.countOf));
        const into = answer.into ? make('div', 'ct-sign-into', make('span', '', answer.intoLabel), make('b', '', code(answer.into))) : null;
        const sheet = make('div', `ct-sign ct-sign-${answer.sign}`, shape(shapes[answer.sign]), title, text, figure, ...(answer.rows ?? []).map(row), into);
        if (answer.sign === 'ok') return sheet;

        [title.id, sheet.role, sheet.ariaModal] = ['ct-sign-title', 'alertdialog', 'true'];
        sheet.setAttribute('aria-labelledby', title.id);
        if (text) sheet.setAttribute('aria-describedby', text.id = 'ct-sign-text');
        if (answer.button) {
            const button = make('button', 'ct-sign-button', answer.button);
            [button.type, button.dataset.acknowledges] = ['button', ''];
            const hint = make('p', 'ct-sign-hint');
            answer.hint?.split('{0}').forEach((part, at) => hint.append(...(at ? [code('CMD-OK'), part] : [part])));
            sheet.append(make('div', 'ct-sign-foot', button, hint));
        }

        return sheet;
    }

    const memory = where => `ct-sign:${where.dataset.scan}:${where.dataset.scanWho}`;

    /** The next sign takes the place of the last; a flash that follows a flash goes on, so that nothing flickers. */
    function put(answer) {
        clearTimeout(timer);
        const sheet = build(answer);
        if (plate) plate.replaceWith(sheet);
        else document.body.append(sheet);
        [shown, plate] = [answer, sheet];
        if (answer.sign === 'ok') timer = setTimeout(drop, calm.matches ? 0 : okMs);
        else (sheet.querySelector('button') ?? Object.assign(sheet, { tabIndex: -1 })).focus();
    }

    function drop() {
        plate?.remove();
        [shown, plate] = [null, null];
    }

    function say(text) {
        let region = document.getElementById('ct-sign-said');
        if (!region) {
            region = make('div', 'ct-hear');
            [region.id, region.role] = ['ct-sign-said', 'status'];
            document.body.append(region);
        }

        region.textContent = text;
    }

    window.towerSign = {
        tone,
        blocks: () => shown !== null && shown.sign !== 'ok',

        /** A stop that asks for a place waits for that scan; nothing else ends it. */
        takesScans: () => Boolean(shown?.takesScans),

        show(where, answer) {
            if (answer.sign === 'quiet') return drop(), sessionStorage.removeItem(memory(where));
            tone(answer.sign === 'stop' ? 'wrong' : answer.sign);
            if (answer.sign === 'ok') {
                sessionStorage.removeItem(memory(where));
                say([answer.title, answer.count, answer.countOf, answer.intoLabel, answer.into].filter(Boolean).join(' '));
            } else {
                sessionStorage.setItem(memory(where), JSON.stringify(answer)); // it stays, whatever becomes of the page
                before ??= document.activeElement;
            }

            put(answer);
        },

        acknowledge() {
            if (shown?.takesScans) return;
            const where = document.querySelector('[data-scan]');
            if (where) sessionStorage.removeItem(memory(where));
            drop();
            before?.focus?.();
            before = null;
        },

        /** After a page came anew: what was not acknowledged before is not now. */
        recall(where) {
            const kept = sessionStorage.getItem(memory(where));
            if (kept && !shown) put(JSON.parse(kept));
        },

        test() {
            ['ok', 'wrong', 'many'].forEach((name, at) => tone(name, at * 1.2));
        },
    };
})();
