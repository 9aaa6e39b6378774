using Microsoft.AspNetCore.Components;
using NasStudio.Datasets;
using NasStudio.Web.Api;
using NasStudio.Web.Comparisons;

namespace NasStudio.Web.Pages;

/// <summary>Two subnets, of one experiment or two: networks above each other, numbers and decisions that differ. Both are in the address.</summary>
public sealed partial class CompareSubnetsPage : IDisposable
{
    private readonly CancellationTokenSource _left = new();
    private SubnetComparison? _comparison;
    private string? _problem;

    [SupplyParameterFromQuery(Name = "a")]
    private string? A { get; set; }

    /// <summary>EXPERIMENT/SUBNET, or one of the words smallest, largest and best: of A's experiment.</summary>
    [SupplyParameterFromQuery(Name = "b")]
    private string? B { get; set; }

    [Inject]
    private NewestRuns Runs { get; set; } = default!;

    [Inject]
    private DatasetCatalogue Catalogue { get; set; } = default!;

    private IReadOnlyList<(string Label, string Address)> Others { get; set; } = [];

    private string SwappedAddress => Address(_comparison!.B, _comparison.A.Experiment, _comparison.A.Id);

    public void Dispose()
    {
        _left.Cancel();
        _left.Dispose();
    }

    protected override async Task OnParametersSetAsync()
    {
        (_comparison, _problem, Others) = (null, null, []);
        var (a, problem) = await ComparedSubnet.FindAsync(A, Runs, Catalogue, _left.Token);
        if (a is null)
        {
            _problem = problem;
            return;
        }

        var landmarks = await LandmarksAsync(a);
        var (b, otherProblem) = await ComparedSubnet.FindAsync(landmarks.GetValueOrDefault(B ?? "", B), Runs, Catalogue, _left.Token);
        if (b is null)
        {
            _problem = otherProblem;
            return;
        }

        _comparison = SubnetComparison.Of(a, b);
        Others = [.. landmarks.Where(mark => mark.Value != $"{b.Experiment}/{b.Id}" && mark.Value != A).Select(mark => ($"the {mark.Key}", $"compare/subnets?a={A}&b={mark.Value}"))];
    }

    private static string Address(ComparedSubnet a, Guid experiment, string id) => $"compare/subnets?a={a.Experiment}/{a.Id}&b={experiment}/{id}";

    /// <summary>Subnets of the same run by what they are known for.</summary>
    private async Task<Dictionary<string, string?>> LandmarksAsync(ComparedSubnet a)
    {
        var subnets = (await Runs.FindAsync(a.Experiment, _left.Token))?.Snapshot is { } run ? run : null;
        var sized = subnets?.Subnets.Where(subnet => subnet.Search.Values.ContainsKey("macs")).ToList() ?? [];
        var marks = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (sized.Count > 0)
        {
            marks["smallest"] = $"{a.Experiment}/{sized.MinBy(subnet => subnet.Search.Values["macs"])!.Id}";
            marks["largest"] = $"{a.Experiment}/{sized.MaxBy(subnet => subnet.Search.Values["macs"])!.Id}";
        }

        if (subnets?.Best is { } best)
        {
            marks["best"] = $"{a.Experiment}/{best.Id}";
        }

        return marks;
    }
}
