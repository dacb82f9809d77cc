// What a wall needs beyond a desk: it fits its screen, changes boards, and outlives its nights without a hand.
(() => {
    'use strict';

    const wall = () => document.querySelector('.ct-wall');

    function fit() {
        const board = wall();
        if (!board) return;
        const scale = Math.min(innerWidth / 1920, innerHeight / 1080);
        // Burn-in: the picture wanders by up to half a percent, one step a minute.
        const step = Math.floor(Date.now() / 60000) % 8;
        const [x, y] = [[0, 0], [4, 0], [8, 0], [8, 4], [8, 8], [4, 8], [0, 8], [0, 4]][step];
        board.style.setProperty('--wall-scale', scale);
        board.style.setProperty('--wall-x', `${(innerWidth - 1920 * scale) / 2 + (x - 4) * scale}px`);
        board.style.setProperty('--wall-y', `${(innerHeight - 1080 * scale) / 2 + (y - 4) * scale}px`);
    }

    // Boards change inside the running page: a reload each time would leave a circuit behind on the server.
    let since = Date.now();
    function rotate() {
        if (!wall()) return;
        const query = new URLSearchParams(location.search);
        const every = parseInt(query.get('rotate'), 10) * 1000;
        const boards = (query.get('boards') ?? '').split(',').filter(Boolean);
        if (!(every >= 5000) || boards.length < 2 || wall()?.dataset.preempted === 'true' || Date.now() - since < every) return;
        since = Date.now();
        const at = boards.indexOf(location.pathname.split('/').pop());
        Blazor.navigateTo(`/wall/${encodeURIComponent(boards[(at + 1) % boards.length])}${location.search}`);
    }

    let minutes = 0;
    addEventListener('resize', fit);
    new MutationObserver(fit).observe(document.body, { childList: true, subtree: true });
    fit();
    setInterval(rotate, 1000);
    setInterval(() => {
        if (!wall()) return;
        fit();
        const time = new Date(tower.now());
        if (++minutes > 60 && time.getHours() === 4 && time.getMinutes() === 10) location.reload();
    }, 60000);
})();
