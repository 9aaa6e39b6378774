using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Experiments;
using NasStudio.Core.Objectives;
using NasStudio.Core.Spaces;
using NasStudio.Export.Latency;
using NasStudio.Runs;
using NasStudio.Runs.Experiments;
using NasStudio.Runs.Feeds;
using NasStudio.Web.Api;
using NasStudio.Web.Tables;

namespace NasStudio.Web.Experiments;

/// <summary>Which experiments a search may start from: those whose evaluations mean the same for it.</summary>
public sealed class WarmStarts(IRunStore store, NewestRuns runs, TableLibrary tables)
{
    /// <summary>The document with ids in place of names, so that a later experiment of the same name changes nothing.</summary>
    /// <exception cref="DocumentException">An experiment is not there or does not fit; with every error found.</exception>
    public async Task<ExperimentDocument> ResolveAsync(ExperimentDocument document, CancellationToken cancellation)
    {
        if (document.Search.WarmStart.IsEmpty)
        {
            return document;
        }

        var experiments = await store.ListExperimentsAsync(cancellation);
        var decisions = tables.DecisionsOf(document);
        var resolved = ImmutableArray.CreateBuilder<WarmStartSource>();
        var errors = new List<DocumentError>();
        foreach (var (index, source) in document.Search.WarmStart.Index())
        {
            var (found, problem) = Find(source, experiments);
            problem ??= await MisfitAsync(document, decisions, found!, cancellation);
            problem ??= resolved.Contains(new WarmStartSource(found!.Id.ToString())) ? $"\"{source.Title}\" is named twice, by name and by id; name each earlier experiment once." : null;
            if (problem is not null)
            {
                errors.Add(new(string.Create(CultureInfo.InvariantCulture, $"search.warmStart[{index}]"), problem));
                continue;
            }

            resolved.Add(new WarmStartSource(Experiment: found!.Id.ToString()));
        }

        return errors.Count > 0
            ? throw new DocumentException(errors)
            : document with { Search = document.Search with { WarmStart = resolved.ToImmutable() } };
    }

    /// <summary>The experiments that a document may name, newest first.</summary>
    public async Task<ImmutableArray<EarlierExperiment>> FittingAsync(ExperimentDocument document, CancellationToken cancellation)
    {
        var experiments = await store.ListExperimentsAsync(cancellation);
        var decisions = tables.DecisionsOf(document);
        var fitting = ImmutableArray.CreateBuilder<EarlierExperiment>();
        foreach (var experiment in experiments)
        {
            if (experiment.NewestRun is { } run && await MisfitAsync(document, decisions, experiment, cancellation) is null)
            {
                var isAlone = experiments.Count(other => other.Name == experiment.Name) == 1 && !Guid.TryParse(experiment.Name, out _);
                fitting.Add(new EarlierExperiment(experiment.Id, experiment.Name, isAlone ? experiment.Name : experiment.Id.ToString(), run.EvaluationsDone, experiment.Created));
            }
        }

        return fitting.ToImmutable();
    }

    private static (ExperimentRow? Found, string? Problem) Find(WarmStartSource source, IReadOnlyList<ExperimentRow> experiments)
    {
        if (source.Experiment is not { } wanted)
        {
            return (null, $"\"{source.File}\": files are read only by the worker's command line; name an experiment of this studio.");
        }

        var found = Guid.TryParse(wanted, CultureInfo.InvariantCulture, out var id)
            ? experiments.Where(experiment => experiment.Id == id).ToList()
            : experiments.Where(experiment => experiment.Name == wanted).ToList();
        return found.Count switch
        {
            1 => (found[0], null),
            0 => (null, $"\"{wanted}\" is no experiment here; give the name or the id of one that GET /api/experiments lists."),
            _ => (null, $"\"{wanted}\" is the name of {found.Count} experiments; give the id of one, for example \"{found[0].Id}\", the newest."),
        };
    }

    /// <summary>Why the evaluations of an experiment mean nothing for the document, with the way out; null where they do.</summary>
    /// <param name="decisions">The document's; null where its table is gone.</param>
    private async Task<string?> MisfitAsync(ExperimentDocument document, DecisionSpace? decisions, ExperimentRow earlier, CancellationToken cancellation)
    {
        if (document.Table?.Title != earlier.Document.Table?.Title)
        {
            return $"'{earlier.Name}' searches {Searched(earlier.Document)}, this one {Searched(document)}; start from a search of the same.";
        }

        if (document.Table is null && DecisionDifference.FirstDifference(decisions!, new SearchSpace(earlier.Document.SearchSpace).Decisions) is { } difference)
        {
            return $"'{earlier.Name}' searches '{earlier.Document.SourceName}', whose decisions are others ({difference}); start from a search of the same space.";
        }

        var subnets = (await runs.FindAsync(earlier.Id, cancellation))?.Subnets ?? [];
        if (subnets.IsEmpty)
        {
            return $"'{earlier.Name}' has no evaluations yet; wait until it has some, or leave it out.";
        }

        return document.Search.Measured.FirstOrDefault(name => !subnets.Any(subnet => subnet.Search.Values.ContainsKey(name))) is { } missing
            ? $"'{earlier.Name}' did not measure {missing}, which this search looks at; start from one that did, or leave {missing} out here."
            : OtherDevice(document, earlier, subnets);
    }

    private static string? OtherDevice(ExperimentDocument document, ExperimentRow earlier, ImmutableArray<Subnet> subnets) =>
        document.Table is null
        && document.Search.Measured.Contains(ObjectiveDefinition.Latency.Name)
        && subnets.FirstOrDefault(subnet => subnet.Search.Latency is { } latency && latency.Device != ThisMachine.Processor) is { } foreign
            ? $"'{earlier.Name}' measured latency on {foreign.Search.Latency!.Device}, this machine is {ThisMachine.Processor}; start from a search on this machine, or search on macs instead of latency."
            : null;

    private static string Searched(ExperimentDocument document) => document.Table is { } table ? $"the table '{table.Title}'" : "a trained supernet";
}

/// <param name="Key">What a document calls it: its name where no other has it, else its id.</param>
/// <param name="Evaluations">Of its newest run.</param>
public sealed record EarlierExperiment(Guid Id, string Name, string Key, int Evaluations, DateTimeOffset Created);
