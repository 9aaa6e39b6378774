using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Benchmarks;
using NasStudio.Benchmarks.Ablation;
using NasStudio.Benchmarks.Browser;
using NasStudio.Benchmarks.Training;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

ImmutableArray<IBenchmark> benchmarks =
[
    new QuickstartBenchmark(),
    new MnistBenchmark(),
    new LatencyBenchmark(),
    new TrainingBenchmark(),
    new SearchBenchmark(),
    new SearchSpeedBenchmark(),
    new AblationBenchmark(),
    new GradientConflictBenchmark(),
    new BrowserBenchmark(),
];

using var cancellation = new CancellationTokenSource();
Console.CancelKeyPress += (_, press) =>
{
    press.Cancel = true;
    cancellation.Cancel();
};

if (args is ["attach", var folder])
{
    // Started by a studio that "browser" has told to take this program as its worker.
    return await StandInWorker.RunAsync(folder, TimeProvider.System, cancellation.Token);
}

if (benchmarks.FirstOrDefault(benchmark => args.Length > 0 && benchmark.Name == args[0]) is not { } chosen)
{
    Console.WriteLine(args.Length == 0 ? "Usage: -- NAME [options]" : $"There is no benchmark \"{args[0]}\".");
    foreach (var benchmark in benchmarks)
    {
        Console.WriteLine($"  {benchmark.Name,-18} {benchmark.Description}");
    }

    return args.Length == 0 ? 0 : 64;
}

try
{
    return await chosen.RunAsync(args[1..], cancellation.Token) ? 0 : 1;
}
catch (Exception error) when (error is ArgumentException or InvalidOperationException or IOException or HttpRequestException or OperationCanceledException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
