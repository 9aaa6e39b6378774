using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using NasStudio.Runs.Protocol;

namespace NasStudio.Browser.Tests;

/// <summary>One studio and one Chromium; its worker does nothing, the tests report over the worker protocol in its place.</summary>
public sealed class DirectedStudio : IAsyncLifetime
{
    private readonly string _home = Directory.CreateTempSubdirectory("nasstudio-browser-").FullName;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private StudioProcess? _studio;

    public BrowserFixture Browser { get; } = new();

    public Uri Address => _studio!.Address;

    public async ValueTask InitializeAsync()
    {
        await Browser.InitializeAsync();
        var worker = Path.Combine(_home, "idle-worker.sh");
        await File.WriteAllTextAsync(worker, "#!/bin/sh\nexec sleep 3600\n", TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(worker, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        _studio = await StudioProcess.StartAsync(_home, worker);
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        if (_studio is not null)
        {
            await _studio.DisposeAsync();
        }
    }

    /// <summary>A running experiment; an earlier one of these tests is canceled, for one runs at a time.</summary>
    public async Task<DirectedRun> BeginAsync(string name, CancellationToken cancellation)
    {
        var http = new HttpClient { BaseAddress = Address };
        foreach (var earlier in (await http.GetFromJsonAsync<JsonElement>("api/experiments", cancellation)).EnumerateArray())
        {
            using var canceled = await http.PostAsync($"api/experiments/{earlier.GetProperty("id").GetString()}/cancel", null, cancellation);
        }

        var document = $$"""
            {
              "schemaVersion": 1, "name": "{{name}}", "searchSpace": "hybrid-tiny", "dataset": { "name": "shapes", "trainLimit": 1000, "validation": 500 },
              "training": { "epochs": 1 }, "search": { "evaluations": 1000, "constraints": { "latency": { "max": 2 } } }
            }
            """;
        using var answer = await http.PostAsync("api/experiments?start=true", new StringContent(document, Encoding.UTF8, "application/json"), cancellation);
        answer.EnsureSuccessStatusCode();
        var id = (await answer.Content.ReadFromJsonAsync<JsonElement>(cancellation)).GetProperty("id").GetGuid();
        return new DirectedRun(http, id, await OrderAsync(id, http, cancellation));
    }

    /// <summary>What the studio told the worker of the experiment's run.</summary>
    private async Task<WorkOrder> OrderAsync(Guid experiment, HttpClient http, CancellationToken cancellation)
    {
        while (true)
        {
            var state = (await http.GetFromJsonAsync<JsonElement>($"api/experiments/{experiment}", cancellation)).GetProperty("state").GetString();
            var orders = Directory.Exists(Path.Combine(_home, "runs")) ? Directory.GetFiles(Path.Combine(_home, "runs"), RunFolder.Order, SearchOption.AllDirectories) : [];

            // Of earlier runs there are others, and a new one may still be empty.
            if (state == "Running" && orders.FirstOrDefault(order => !_read.Contains(order) && new FileInfo(order).Length > 0) is { } order)
            {
                _read.Add(order);
                return JsonSerializer.Deserialize<WorkOrder>(await File.ReadAllTextAsync(order, cancellation), RunJson.Options)!;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, cancellation);
        }
    }
}
