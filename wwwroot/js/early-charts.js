// Loads Plotly while the page's circuit is still being made: it takes as long. Plotly.Blazor asks for the same element later and finds it.
import { importScript } from "../_content/Plotly.Blazor/plotly-interop-7.2.0.js";

await importScript("plotly-import", "./_content/Plotly.Blazor/plotly-basic-3.7.0.min.js");
