using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Spaces;
using NasStudio.Runs.Protocol;

namespace NasStudio.Browser.Tests;

/// <summary>A run whose evaluations a test makes up and reports as a worker would.</summary>
public sealed class DirectedRun(HttpClient http, Guid experiment, WorkOrder order)
{
    private readonly SearchSpace _space = new(BuiltInSpaces.Find("hybrid-tiny")!);
    private readonly SeededRandom _random = new(7, "browser-tests");
    private readonly HashSet<Architecture> _known = [];
    private long _seq;

    public Guid Experiment => experiment;

    public HttpClient Http => http;

    public string Path => $"experiments/{experiment}";

    /// <summary>Reports further subnets in batches of at most a thousand; answers when they are committed.</summary>
    public async Task EvaluateAsync(int count, CancellationToken cancellation)
    {
        var first = _seq == 0 ? [new BoxEvent(0.1, new Dictionary<string, double>(StringComparer.Ordinal) { ["latency"] = 3 })] : Array.Empty<RunEvent>();
        foreach (var part in first.Concat(Enumerable.Range(0, count).Select(_ => Next())).Chunk(1000))
        {
            await ReportAsync(part, cancellation);
        }
    }

    public Task EndAsync(CancellationToken cancellation) => ReportAsync([new EndEvent(null)], cancellation);

    private async Task ReportAsync(IEnumerable<RunEvent> events, CancellationToken cancellation)
    {
        using var call = new HttpRequestMessage(HttpMethod.Post, WorkerApi.EventsPath(order.Run));
        call.Headers.Authorization = new AuthenticationHeaderValue("Bearer", order.Token);
        call.Content = JsonContent.Create(new EventBatch(order.Launch, [.. events.Select(one => one with { Seq = ++_seq })]), options: RunJson.Options);
        using var answer = await http.SendAsync(call, cancellation);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Latency 0.5 to 2.5 ms, of which above 2 is infeasible; accuracy rises with it, below a curve.</summary>
    private EvaluationEvent Next()
    {
        var architecture = _space.Decisions.Sample(_random);
        while (!_known.Add(architecture))
        {
            architecture = _space.Decisions.Sample(_random);
        }

        var part = _random.NextDouble();
        var latency = 0.5 + (2 * part);
        return new EvaluationEvent(new Evaluation
        {
            SubnetId = architecture.Id,
            Choices = architecture.Choices,
            Fidelity = Fidelity.Search,
            Feasible = latency <= 2,
            Values = ImmutableSortedDictionary<string, double>.Empty
                .Add("accuracy", 0.5 + (0.4 * Math.Sqrt(part)) - (0.2 * _random.NextDouble()))
                .Add("latency", latency)
                .Add("macs", Math.Round(1e6 + (1e7 * part)))
                .Add("parameters", Math.Round(1e4 + (1e5 * _random.NextDouble()))),
        });
    }
}
