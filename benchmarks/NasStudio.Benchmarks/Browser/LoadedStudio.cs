using System.Globalization;

namespace NasStudio.Benchmarks.Browser;

/// <summary>A studio whose worker is <see cref="StandInWorker"/>, with one experiment under way.</summary>
internal sealed class LoadedStudio : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private readonly StudioServer _server;

    private LoadedStudio(StudioServer server, string experiment)
    {
        _server = server;
        Experiment = experiment;
    }

    public string Experiment { get; }

    public Uri Address => _server.Address;

    public int ProcessId => _server.ProcessId;

    public string Database => Path.Combine(_server.Home, "nasstudio.db");

    public string Page => new Uri(Address, $"experiments/{Experiment}").ToString();

    public static async Task<LoadedStudio> StartAsync(int subnets, CancellationToken cancellation)
    {
        var worker = Path.Combine(AppContext.BaseDirectory, "NasStudio.Benchmarks.dll");
        var server = await StudioServer.StartAsync(data: null, TimeProvider.System, cancellation, "--NasStudio:WorkerPath", worker);
        var document = new
        {
            schemaVersion = 1,
            name = "benchmark",
            searchSpace = "hybrid-tiny",
            dataset = new { name = "shapes", trainLimit = 1000, validation = 500 },
            training = new { epochs = 1 },
            search = new { evaluations = 200_000, constraints = new { latency = new { max = 2.2 } } },
        };
        var created = await server.PostAsync("/api/experiments?start=true", document, cancellation);
        var studio = new LoadedStudio(server, created.GetProperty("id").GetString()!);
        await studio.ReportAsync(subnets, rate: 0, cancellation);
        await studio.WaitForAsync(subnets, cancellation);
        return studio;
    }

    /// <summary>Tells the worker to report further evaluations; answers at once.</summary>
    /// <param name="rate">A second; 0: as fast as they are taken.</param>
    public Task ReportAsync(int count, int rate, CancellationToken cancellation) =>
        File.AppendAllTextAsync(Path.Combine(_server.Home, StandInWorker.Orders), string.Create(CultureInfo.InvariantCulture, $"{count} {rate}\n"), cancellation);

    /// <summary>Waits until so many are committed.</summary>
    public Task WaitForAsync(int evaluations, CancellationToken cancellation) =>
        _server.WaitForAsync($"take {evaluations} evaluations", Patience, async () => (await CommitsAsync(cancellation)) is { Count: > 0 } commits && commits[^1].Count >= evaluations, cancellation);

    /// <summary>How many evaluations were committed, and when (Unix milliseconds).</summary>
    public async Task<IReadOnlyList<(int Count, long At)>> CommitsAsync(CancellationToken cancellation)
    {
        var path = Path.Combine(_server.Home, StandInWorker.Commits);
        if (!File.Exists(path))
        {
            return [];
        }

        var lines = (await File.ReadAllTextAsync(path, cancellation)).Split('\n')[..^1];
        return [.. lines.Select(line => line.Split(' ')).Select(parts => (int.Parse(parts[0], CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture)))];
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
