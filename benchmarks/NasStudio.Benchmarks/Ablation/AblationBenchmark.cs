using NasStudio.Torch.Runtime;
using NasStudio.Torch.Training;

namespace NasStudio.Benchmarks.Ablation;

/// <summary>
/// Whether ElasticViT's sampling makes better small subnets at equal steps: the ladder A0 to A6 on CIFAR-10, paired over seeds.
/// The one benchmark that keeps what it measured (benchmarks/results/ablation.csv): a campaign takes hours.
/// </summary>
public sealed class AblationBenchmark : IBenchmark
{
    public string Name => "ablation";

    public string Description => "samplers of supernet training on elasticvit-micro, paired over seeds [--arms A0,A1,A5,A6 --seeds 1-5 --steps 3000 --minutes N --folder F --summary]";

    public Task<bool> RunAsync(IReadOnlyList<string> options, CancellationToken cancellation)
    {
        var parsed = AblationOptions.Parse(options);
        var results = AblationResults.OfTheRepository();
        if (parsed.Summary)
        {
            Console.WriteLine(new AblationSummary(results.Read(), parsed.Steps).Text());
            return Task.FromResult(true);
        }

        return parsed.Cell is { } cell ? Task.FromResult(RunChild(parsed, cell, cancellation)) : new AblationCampaign(Name, parsed, results).RunAsync(cancellation);
    }

    private static bool RunChild(AblationOptions options, AblationCell cell, CancellationToken cancellation)
    {
        TorchRuntime.SetThreads(1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Minutes is { } minutes)
        {
            stop.CancelAfter(TimeSpan.FromMinutes(minutes));
        }

        var folder = options.FolderOf(cell);
        try
        {
            if (new AblationRun(cell, folder).Execute(stop.Token) is not { } row)
            {
                return false;
            }

            var temporary = AblationCampaign.RowOf(folder) + ".tmp";
            File.WriteAllText(temporary, row.ToString());
            File.Move(temporary, AblationCampaign.RowOf(folder));
            return true;
        }
        catch (DivergedException error)
        {
            throw new InvalidOperationException($"{cell}: {error.Message}", error);
        }
    }
}
