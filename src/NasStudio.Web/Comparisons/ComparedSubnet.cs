using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Parts.Subnets;

namespace NasStudio.Web.Comparisons;

/// <summary>One side of a comparison of two subnets.</summary>
public sealed record ComparedSubnet(
    Guid Experiment, string ExperimentName, string Data, Subnet Subnet, DecisionSpace Decisions, Architecture Architecture, IReadOnlyList<NetworkBlock> Blocks, NetworkCost Cost)
{
    public string Id => Subnet.Id;

    /// <summary>Active choices by decision, in the space's order.</summary>
    public IReadOnlyList<(Decision Decision, string Choice)> Choices { get; } =
    [
        .. Decisions.Decisions.Select((decision, index) => (decision, Choice: Decisions.ChoiceOf(Architecture, index)?.Text))
            .Where(pair => pair.Choice is not null).Select(pair => (pair.decision, pair.Choice!)),
    ];

    /// <summary>Of the newest run; on a table the subnet has no network to show.</summary>
    /// <param name="address">EXPERIMENT/SUBNET, as it stands in an address.</param>
    /// <returns>The subnet, or the sentence that says why there is none.</returns>
    public static async Task<(ComparedSubnet? Found, string? Problem)> FindAsync(string? address, NewestRuns runs, DatasetCatalogue catalogue, CancellationToken cancellation)
    {
        var slash = address?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash < 0 || !Guid.TryParse(address.AsSpan(0, slash), out var experiment))
        {
            return (null, $"“{address}” names no subnet; write EXPERIMENT/SUBNET, the ids as their pages have them in the address.");
        }

        var id = address![(slash + 1)..];
        if (await runs.FindAsync(experiment, cancellation) is not { } newest)
        {
            return (null, $"There is no experiment {experiment}: it was deleted, or the address is mistyped.");
        }

        if (newest.Find(id) is not { } found)
        {
            return (null, $"The newest run of “{newest.Experiment.Name}” has not evaluated a subnet {id}.");
        }

        var document = newest.Experiment.Document;
        if (document.Table is not null)
        {
            return (null, $"“{newest.Experiment.Name}” searches a table: {id} is one of its rows, and nobody knows its network.");
        }

        var space = new SearchSpace(document.SearchSpace);
        var architecture = space.Decisions.Canonical(found.Subnet.Search.Choices.AsSpan());
        var network = space.Expand(architecture, catalogue.Find(document.Dataset.Name)?.Description.NetworkInput ?? space.DefaultInput);
        return (new(experiment, newest.Experiment.Name, document.Dataset.Name, found.Subnet, space.Decisions, architecture, NetworkBlock.Of(network, document.SearchSpace), NetworkCost.Of(network)), null);
    }
}
