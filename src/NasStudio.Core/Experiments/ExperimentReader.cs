using System.Text.Json;
using NasStudio.Core.Documents;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Experiments;

/// <summary>Reads and checks an experiment document and fills in the defaults.</summary>
/// <param name="findSpace">Search space by name, built in or saved; null where there is none.</param>
/// <param name="spaceNames">For the message about an unknown name.</param>
/// <param name="datasets">What the catalogue can open, for names, sizes and shapes.</param>
/// <param name="tables">What can be searched instead of trained; null: nothing.</param>
/// <param name="teachers">Models that may teach; null: none.</param>
public sealed class ExperimentReader(
    Func<string, SearchSpaceDocument?> findSpace,
    IReadOnlyCollection<string> spaceNames,
    IReadOnlyCollection<DatasetFacts> datasets,
    TableShelf? tables = null,
    TeacherShelf? teachers = null)
{
    /// <summary>Of a process without a store: it knows the built-in spaces only, and documents that bring their own.</summary>
    public static ExperimentReader OfBuiltInSpaces(IReadOnlyCollection<DatasetFacts> datasets, TableShelf tables, TeacherShelf teachers) =>
        new(BuiltInSpaces.Find, [.. BuiltInSpaces.All.Select(space => space.Name)], datasets, tables, teachers);

    /// <exception cref="DocumentException">With every error found, those that only show against space and data set included.</exception>
    public ExperimentDocument Read(string json)
    {
        var reader = DocumentReader.Parse(json);
        reader.WholeNumber("schemaVersion", ExperimentDocument.SchemaVersion, ExperimentDocument.SchemaVersion, ExperimentDocument.SchemaVersion);
        var name = Name(reader);
        if (reader.Raw("table") is not null)
        {
            return new TableExperiment(reader, tables ?? TableShelf.Empty).Read(name);
        }

        var space = Space(reader);
        var (dataset, facts) = Dataset(reader);
        var trainingSection = reader.Child("training");
        var training = TrainingSection.Read(trainingSection, new TeacherSection(teachers ?? TeacherShelf.Empty), facts);
        var searchSection = reader.Child("search");
        var search = SearchSection.Read(searchSection);
        var standAlone = StandAloneOptions.Read(reader.Child("evaluation"), training.Epochs);
        var seed = reader.LargeWholeNumber("seed", 1, 0, ExperimentDocument.MaximumSeed);
        if (reader.WholeNumber("repeats", 1, 1, ExperimentDocument.MaximumRepeats) > 1)
        {
            reader.Error("repeats", "Only a search of a table is repeated here; write \"repeats\" in \"search\": one supernet is then searched with that many seeds.");
        }

        if (seed > ExperimentDocument.MaximumSeed - search.Repeats + 1)
        {
            reader.Error("seed", $"{seed} leaves no room for {search.Repeats} seeds, each one larger; use at most {ExperimentDocument.MaximumSeed - search.Repeats + 1}.");
        }

        reader.End();
        var fit = new ExperimentFit(reader.Errors);
        if (facts is not null)
        {
            (training, search) = fit.ToImages(dataset, facts, (training, trainingSection), (search, searchSection));
        }

        if (space is not null)
        {
            search = fit.ToSpace(space, facts, (search, searchSection), training.Sampler, (ulong)seed);
        }

        reader.ThrowIfInvalid();
        return new ExperimentDocument
        {
            Name = name,
            SearchSpace = space!,
            Dataset = dataset,
            Training = training,
            Search = search,
            StandAlone = standAlone,
            Seed = (ulong)seed,
        };
    }

    private static string Name(DocumentReader reader)
    {
        var name = reader.Text("name");
        if (reader.Has("name") && reader.Errors.TrueForAll(error => error.Path != "name")
            && (string.IsNullOrWhiteSpace(name) || name.Length > ExperimentDocument.MaximumNameLength || name.Any(char.IsControl)))
        {
            reader.Error("name", $"{name.Length} characters, of them {name.Count(char.IsControl)} control characters; "
                + $"give 1 to {ExperimentDocument.MaximumNameLength} printable characters, not only spaces.");
        }

        return name;
    }

    /// <summary>A name or a whole document; null after an error.</summary>
    private SearchSpaceDocument? Space(DocumentReader reader)
    {
        var known = string.Join(", ", spaceNames);
        switch (reader.Raw("searchSpace"))
        {
            case null:
                reader.Error("searchSpace", $"Missing; give the name of a search space ({known}) or a whole document {{ … }}.");
                return null;
            case { ValueKind: JsonValueKind.String }:
                var name = reader.Text("searchSpace");
                var space = findSpace(name);
                if (space is null)
                {
                    reader.Error("searchSpace", $"\"{name}\" is no search space here; use one of {known}, or a whole document {{ … }}.");
                }

                return space;
            case { ValueKind: JsonValueKind.Object }:
                var errors = reader.Errors.Count;
                var document = SearchSpaceReader.Read(reader.Child("searchSpace")!);
                return reader.Errors.Count == errors ? document : null;
            case { } other:
                reader.Error("searchSpace", $"{DocumentReader.Show(other)} is neither a name nor a document; use one of {known}, or a whole document {{ … }}.");
                return null;
        }
    }

    /// <summary>The options, and what they must fit to; no facts after an error in the section.</summary>
    private (DatasetOptions Options, DatasetFacts? Facts) Dataset(DocumentReader reader)
    {
        if (reader.Child("dataset", required: true) is not { } section)
        {
            return (new DatasetOptions(""), null);
        }

        var errors = reader.Errors.Count;
        var name = section.Text("name");
        int? trainLimit = section.Has("trainLimit") ? section.WholeNumber("trainLimit", null, DatasetOptions.MinimumTrainLimit, int.MaxValue) : null;
        section.Raw("trainLimit");
        var validation = section.WholeNumber("validation", DatasetOptions.DefaultValidation, 1, int.MaxValue);
        section.End();
        var facts = datasets.FirstOrDefault(candidate => candidate.Name == name);
        if (facts is null && section.Has("name"))
        {
            section.Error("name", $"\"{name}\" is no data set here; use one of {string.Join(", ", datasets.Select(known => known.Name))}.");
        }
        else if (facts?.Problem is { } problem)
        {
            section.Error("name", $"\"{name}\" cannot be used: {problem}");
        }

        return (new DatasetOptions(name, trainLimit, validation), reader.Errors.Count == errors ? facts : null);
    }
}

/// <summary>What an experiment must fit to.</summary>
/// <param name="Problem">Why it cannot be used now ("the folder … lacks …"); null where it is ready or downloadable.</param>
public sealed record DatasetFacts(string Name, int Channels, int Height, int Width, int Classes, int TrainImages, int TestImages, string? Problem);
