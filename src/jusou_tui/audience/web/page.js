"use strict";
// The page of the shared screen. The server sends frames (elements as [tag, attributes, children]) and beats (seconds left).
// Time is counted by performance.now() alone: what the clock of this machine says does not matter.
(() => {
  const LOST_AFTER = 5000;
  const AGAIN_AFTER = 1000;
  const OPEN_WITHIN = 2000;
  const OFF_BY = 0.5;
  const SMALLEST = 8; // size of the smallest digits
  const SMALLEST_WORDS = 4;
  const STILL_LARGE = 3; // smallest size of digits that are a quarter of the height
  const LIST_READ = 2; // size of words in which a list without a question can be read after a call's compression
  const SPOKEN_EVERY = 59000;
  const place = document.getElementById("body");
  const lost = document.querySelector("#lost p");
  const withheld = document.querySelector("#lost .withheld");
  const WITHHELD = ".sheet, .with-decisions .decisions, .ink-turn .word + .word, .row.turn"; // as page.css has it
  const spoken = document.getElementById("spoken");
  let counters = [];
  let heard = performance.now();
  let source = null;
  let again = 0;
  let silence = 0;
  let tick = 0;
  let spokenAt = heard;
  let heading = "";

  const isLost = () => performance.now() - heard > LOST_AFTER;

  const withBreaks = (text) => {
    const whole = document.createDocumentFragment();
    text.split("\u200b").forEach((phrase, index) => {
      if (index) whole.append(document.createElement("wbr"));
      whole.append(phrase);
    });
    return whole;
  };

  const make = (node) => {
    if (typeof node === "string") return withBreaks(node);
    const [tag, attributes, children] = node;
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.map(make));
    return element;
  };

  // Each second once: 0:01, 0:00 and nothing below. Hours and minutes: each minute once.
  const written = (left, form) => {
    const seconds = Math.max(0, Math.ceil(Math.round(left * 1000) / 1000));
    const two = (number) => String(number).padStart(2, "0");
    if (form === "h:mm") {
      const minutes = Math.ceil(seconds / 60);
      return `${Math.floor(minutes / 60)}:${two(minutes % 60)}`;
    }
    const minutes = Math.floor(seconds / 60);
    return `${form === "mm:ss" ? two(minutes) : minutes}:${two(seconds % 60)}`;
  };

  const leftOf = (counter, now) =>
    Math.max(0, counter.left - ((now - counter.at) / 1000) * counter.speed);

  const begin = () => {
    const now = performance.now();
    counters = [...place.querySelectorAll(".digits[data-left]")].map((element) => ({
      element,
      at: now,
      left: Number(element.dataset.left),
      budget: Number(element.dataset.budget),
      form: element.dataset.form,
      speed: Number(element.dataset.speed),
    }));
  };

  const paint = () => {
    clearTimeout(tick);
    const now = performance.now();
    const gone = isLost();
    lost.hidden = !gone;
    withheld.hidden = !place.querySelector(WITHHELD);
    const root = document.documentElement;
    if (root.classList.contains("lost") !== gone) {
      root.classList.toggle("lost", gone);
      fit(); // what is said of it stands below the page
    }
    if (gone) return;
    let next = 1000;
    for (const counter of counters) {
      const left = leftOf(counter, now);
      const text = written(left, counter.form);
      if (counter.element.textContent !== text) counter.element.textContent = text;
      if (left > 0) next = Math.min(next, ((left - Math.ceil(left - 0.001) + 1) * 1000) / counter.speed);
    }
    const bar = place.querySelector(".bar");
    const of = bar && bar.dataset.of >= 0 ? allBigs()[bar.dataset.of] : null;
    const counter = of && counters.find((one) => one.element === of);
    if (counter && counter.budget > 0)
      bar.value = Math.min(1, Math.max(0, 1 - leftOf(counter, now) / counter.budget));
    tick = setTimeout(paint, Math.max(20, next + 5));
  };

  const allBigs = () => [...place.querySelectorAll(".bigs .digits")];

  const say = (text) => {
    const now = performance.now();
    const about = place.querySelector("h1").textContent;
    if (text === spoken.textContent || (now - spokenAt < SPOKEN_EVERY && about === heading)) return;
    [spokenAt, heading] = [now, about];
    spoken.textContent = text;
  };

  // Lengths that follow the window do not follow the browser's zoom, so it is found out. More dots to a pixel are no zoom
  // where the window was moved to another screen.
  const lens = () => ({ dots: devicePixelRatio, frame: outerWidth / innerWidth, screen: screen.width });
  let normal = lens();
  const zoomed = () => {
    const now = lens();
    const zoom = now.dots / normal.dots;
    const near = (ratio, to, by) => Math.abs(ratio / to - 1) < by;
    const byWindow = near(now.frame / normal.frame, zoom, 0.1);
    const byScreen = near(normal.screen / now.screen, zoom, 0.02);
    if (zoom !== 1 && !byWindow && !byScreen) normal = now;
    return byWindow || byScreen ? Math.min(5, Math.max(1, zoom)) : 1;
  };

  // What has no room gives way: the digits as far as they stay a quarter of the height, space, further lines of rows, the
  // last line (the page's address never), the rows by their order, then all sizes. In a round, and beside a sheet or
  // decisions, the digits go before the rows: all who wait look for their own number. What room is left then goes back: to the
  // digits up to a quarter, to rows and lines, to the digits again.
  const fit = () => {
    const root = document.documentElement;
    const body = place.firstElementChild;
    const zoom = zoomed();
    root.classList.add("measured");
    root.style.setProperty("--zoom", zoom);
    root.classList.toggle("zoomed", zoom > 1);
    for (const element of place.querySelectorAll(".gone")) element.classList.remove("gone");
    swapTitles(body, false);
    body.dataset.small = body.dataset.words = "0";
    body.classList.remove("airy", "tight");
    root.classList.remove("fits");
    limitSheet();
    showWriting();
    if (innerHeight > innerWidth || zoom > 1) return;
    const tooHigh = () => root.scrollHeight > innerHeight + 1;
    const heading = body.querySelector(".heading");
    if (heading && heading.clientHeight > 1.7 * parseFloat(getComputedStyle(heading).fontSize)) swapTitles(body, true);
    const bigs = body.querySelector(".bigs");
    const tooWide = () => bigs && bigs.scrollWidth > bigs.clientWidth + 1;
    const shrinkWhile = (is, what, smallest) => {
      while (body.dataset[what] < smallest && is()) body.dataset[what]++;
    };
    const shrinkAllWhile = (is, words = SMALLEST_WORDS) => {
      shrinkWhile(is, "small", SMALLEST);
      shrinkWhile(is, "words", words);
    };
    if (tooWide()) body.querySelector(".invitation")?.classList.add("gone");
    shrinkAllWhile(tooWide);
    const rows = [...body.querySelectorAll(".row[data-gives-way]")].filter((row) => row.dataset.givesWay > 0);
    rows.sort((a, b) => a.dataset.givesWay - b.dataset.givesWay);
    const further = rows.flatMap((row) => [...row.querySelectorAll(".line + .line")]);
    const tails = [...body.querySelectorAll("footer > :not(.address)")];
    const giving = [...further, ...tails, ...rows];
    const hideWhileHigh = (parts) => {
      for (const one of parts) if (tooHigh()) one.classList.add("gone");
    };
    shrinkWhile(tooHigh, "small", STILL_LARGE);
    body.classList.toggle("tight", tooHigh());
    hideWhileHigh([...further, ...tails]);
    if (body.querySelector(".agenda")) shrinkAllWhile(tooHigh, LIST_READ);
    else if (body.matches(".side, .with-sheet, .with-decisions")) shrinkWhile(tooHigh, "small", SMALLEST);
    hideWhileHigh(rows);
    shrinkAllWhile(tooHigh);
    const growWhileItFits = (largest) => {
      while (body.dataset.small > largest) {
        body.dataset.small--;
        if (!tooHigh() && !tooWide()) continue;
        body.dataset.small++;
        return;
      }
    };
    limitSheet();
    growWhileItFits(STILL_LARGE);
    for (const one of giving.reverse()) {
      one.classList.remove("gone");
      if (tooHigh()) one.classList.add("gone");
    }
    body.classList.remove("tight");
    if (tooHigh()) body.classList.add("tight");
    growWhileItFits(0);
    body.classList.add("airy");
    if (tooHigh()) body.classList.remove("airy");
    root.classList.toggle("fits", !tooHigh());
    showWriting();
  };

  // A sheet is no higher than its rows.
  const limitSheet = () => {
    const sheet = place.querySelector(".sheet");
    sheet?.style.setProperty("--table", `${sheet.firstElementChild.offsetHeight}px`);
  };

  const showWriting = () => {
    const sheet = place.querySelector(".sheet");
    const row = sheet?.querySelector("tr.writing");
    if (!row) return;
    const table = sheet.firstElementChild;
    const head = sheet.querySelector("thead")?.offsetHeight ?? 0;
    table.style.marginBottom = "0";
    if (sheet.scrollHeight <= sheet.clientHeight) return;
    const withNext = row.offsetTop + 2 * row.offsetHeight - sheet.clientHeight;
    const whole = row.offsetTop + row.offsetHeight - sheet.clientHeight;
    const most = sheet.scrollHeight - sheet.clientHeight;
    const wanted = Math.min(most, Math.max(whole, Math.min(row.offsetTop - head, withNext), 0));
    const tops = [...sheet.querySelectorAll("tbody tr")].map((one) => one.offsetTop - head);
    const top = tops.find((one) => one >= wanted - 1 && one <= row.offsetTop - head) ?? wanted;
    table.style.marginBottom = `${Math.max(0, top + sheet.clientHeight - table.offsetHeight)}px`; // for whole rows only
    sheet.scrollTop = top;
  };

  const swapTitles = (body, short) => {
    const [long, brief] = [body.querySelector(".heading .long"), body.querySelector(".heading .short")];
    if (long && brief) [long.hidden, brief.hidden] = [short, !short];
  };

  const hear = () => {
    heard = performance.now();
    clearTimeout(again);
    clearTimeout(silence);
    silence = setTimeout(miss, LOST_AFTER + 20);
  };

  const miss = () => {
    paint();
    connect();
  };

  // A connection that neither opens nor fails is tried anew as well.
  const connect = () => {
    clearTimeout(again);
    again = setTimeout(connect, OPEN_WITHIN);
    source?.close();
    source = new EventSource("events");
    source.addEventListener("frame", (event) => {
      hear();
      const frame = JSON.parse(event.data);
      place.replaceChildren(make(frame.body));
      begin();
      fit();
      paint();
      say(frame.spoken);
    });
    source.addEventListener("beat", (event) => {
      hear();
      const now = performance.now();
      const lefts = JSON.parse(event.data);
      if (lefts.length === counters.length)
        counters.forEach((counter, index) => {
          if (Math.abs(leftOf(counter, now) - lefts[index]) > OFF_BY * Math.max(1, counter.speed))
            Object.assign(counter, { at: now, left: lefts[index] });
        });
      paint();
    });
    source.onerror = () => {
      source.close();
      clearTimeout(again);
      again = setTimeout(connect, AGAIN_AFTER);
    };
  };

  heading = place.querySelector("h1").textContent;
  begin();
  paint();
  hear();
  connect();
  addEventListener("resize", fit);
  const fitWithDots = () => {
    fit();
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", fitWithDots, { once: true });
  };
  fitWithDots();
  document.fonts?.ready.then(fit);
  document.addEventListener("visibilitychange", paint);
})();
