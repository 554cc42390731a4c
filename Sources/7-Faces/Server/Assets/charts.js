// Draws the tables of a page, where the library for it is there. The tables say the same to everyone else.
"use strict";

const colours = ["--act", "--good", "--warn", "--bad", "--info", "--plain"].map((name) =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim());
const styles = getComputedStyle(document.documentElement);
const amount = (cell) => Number(cell.textContent.replace(/[^0-9.-]/g, ""));

// Rows of a table as labels, numbers and the addresses of the lists behind them.
const read = (figure) => {
  const table = figure.closest("section").querySelector("table.data");
  if (!table) return null;
  const columns = figure.dataset.columns.split(",").map(Number);
  const titles = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  let rows = [...table.tBodies[0].rows].map((row) => ({
    label: row.cells[0].textContent.trim(),
    cells: columns.map((column) => {
      const cell = row.cells[column];
      const link = cell.querySelector("a");
      return { amount: amount(cell), href: link && link.getAttribute("href") };
    }),
  }));
  const top = Number(figure.dataset.top);
  if (top) {
    const sum = (row) => row.cells.reduce((all, cell) => all + cell.amount, 0);
    rows = rows.filter((row) => sum(row) > 0).sort((one, other) => sum(other) - sum(one)).slice(0, top);
  }
  return { titles: columns.map((column) => titles[column]), rows };
};

const draw = (figure) => {
  const data = read(figure);
  if (!data || !data.rows.some((row) => row.cells.some((cell) => cell.amount > 0))) return;
  const kind = figure.dataset.chart;
  const lying = kind === "rows";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", figure.dataset.label);
  figure.append(canvas);
  figure.hidden = false;
  if (lying) figure.dataset.size = data.rows.length > 10 ? "tall" : data.rows.length > 4 ? "middle" : "small";
  const ink = styles.getPropertyValue("--ink-2").trim();
  const line = styles.getPropertyValue("--line").trim();
  const numbers = { beginAtZero: true, ticks: { precision: 0, color: ink }, grid: { color: line } };
  const names = { ticks: { color: ink, autoSkip: !lying }, grid: { display: false } };
  const at = (elements) => elements.length ? data.rows[elements[0].index].cells[elements[0].datasetIndex].href : null;
  new window.Chart(canvas, {
    type: kind === "line" ? "line" : "bar",
    data: {
      labels: data.rows.map((row) => row.label),
      datasets: data.titles.map((title, index) => ({
        label: title,
        data: data.rows.map((row) => row.cells[index].amount),
        backgroundColor: colours[index + (kind === "line" ? 2 : 0)],
        borderColor: colours[index + (kind === "line" ? 2 : 0)],
        borderDash: index % 2 && kind === "line" ? [5, 4] : [],
        pointStyle: ["circle", "rect", "triangle", "rectRot"][index],
        pointRadius: 4,
        borderWidth: kind === "line" ? 2 : 0,
        maxBarThickness: 22,
      })),
    },
    options: {
      indexAxis: lying ? "y" : "x",
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      locale: document.documentElement.lang,
      font: { family: styles.getPropertyValue("--font") },
      interaction: { mode: "nearest", intersect: true },
      plugins: {
        legend: { display: data.titles.length > 1, position: "bottom", labels: { color: ink, usePointStyle: true } },
      },
      scales: lying ? { x: numbers, y: names } : { x: names, y: numbers },
      // Each element opens the list behind its number, as its cell does.
      onClick: (event, elements) => {
        const href = at(elements);
        if (href) location.assign(href);
      },
      onHover: (event, elements) => {
        event.native.target.style.cursor = at(elements) ? "pointer" : "default";
      },
    },
  });
};

if (window.Chart) for (const figure of document.querySelectorAll("figure[data-chart]")) draw(figure);
