// The stream, live or paused, and the search as it went: how many evaluations are shown.
import { count } from "./figures.js";

const playMs = 8000;
const coarseSteps = 12;

export class Replay {
  constructor(panel) {
    this.panel = panel;
    this.slider = panel.find("replay");
    this.live = panel.find("live");
    this.play = panel.find("play");
    panel.on(this.live, "click", () => this.isLive ? this.show(panel.columns.count) : this.follow());
    panel.on(this.slider, "input", () => this.stopAt(Number(this.slider.value)));
    panel.on(this.play, "click", () => this.playing ? this.halt() : this.start());
    this.stop = panel.columns.subscribe(change => ["rows", "reset"].includes(change.kind) && this.say());
    this.say();
  }

  dispose() {
    this.halt();
    this.stop();
  }

  get isLive() {
    return this.panel.pareto.limit === null;
  }

  follow() {
    this.halt();
    this.panel.pareto.setLimit(null);
    this.say();
  }

  stopAt(evaluations) {
    this.halt();
    this.show(evaluations);
  }

  show(evaluations) {
    this.panel.pareto.setLimit(evaluations);
    this.say();
  }

  /** From the beginning where it stands at the end; in few steps where the reader wants little motion. */
  start() {
    const total = this.panel.columns.count;
    const from = this.panel.pareto.shown >= total ? 0 : this.panel.pareto.shown;
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const began = performance.now() - playMs * from / Math.max(1, total);
    this.playing = true;
    const frame = () => {
      if (!this.playing) {
        return;
      }
      const part = Math.min(1, (performance.now() - began) / playMs);
      this.show(Math.max(1, Math.round(total * (isCalm ? Math.ceil(part * coarseSteps) / coarseSteps : part))));
      if (part < 1) {
        isCalm ? setTimeout(frame, playMs / coarseSteps) : requestAnimationFrame(frame);
      } else {
        this.halt();
      }
    };
    frame();
    this.say();
  }

  halt() {
    this.playing = false;
    this.say();
  }

  say() {
    const { columns, pareto } = this.panel;
    const [total, shown] = [columns.count, pareto.shown];
    Object.assign(this.slider, { min: Math.min(1, total), max: total, value: shown, disabled: total < 2 });
    this.slider.setAttribute("aria-valuetext", `${count(shown)} of ${count(total)} evaluations`);
    this.panel.find("replayed").textContent = `${count(shown)} of ${count(total)}`;
    this.live.setAttribute("aria-pressed", String(this.isLive));
    this.live.textContent = this.isLive ? "Live" : total > shown ? `Paused, ${count(total - shown)} new` : "Paused";
    this.live.title = this.isLive ? "Stop adding points to the chart" : "Show all points and those to come";
    this.play.setAttribute("aria-label", this.playing ? "Stop the replay" : "Replay the search");
    this.play.textContent = this.playing ? "■" : "▶";
  }
}
