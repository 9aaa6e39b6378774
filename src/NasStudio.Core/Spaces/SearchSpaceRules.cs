using System.Globalization;
using System.Text.RegularExpressions;
using NasStudio.Core.Blocks;
using NasStudio.Core.Costs;
using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;

namespace NasStudio.Core.Spaces;

/// <summary>
/// The rules of a search-space document that reach over several fields. A rule is passed over where a field that it needs
/// is already in error.
/// </summary>
internal sealed partial class SearchSpaceRules(SearchSpaceDocument document, DocumentReader reader, IReadOnlyList<DocumentReader> stages)
{
    /// <summary>Two gigabytes of weights.</summary>
    private const long MaximumParameters = 500_000_000;

    /// <summary>For one image; a batch multiplies it.</summary>
    private const long MaximumActivationBytes = 256L << 20;

    /// <summary>Ids have at most 200 digits of base 36 (1033.98 bits), which bounds the product of the numbers of choices.</summary>
    private static readonly double MaximumBits = 200 * Math.Log2(36);

    private static readonly HashSet<string> ReservedNames = new(StringComparer.Ordinal) { "input", "resolution", "resize", "stem", "head" };

    /// <summary>Adds an error to the reader for every rule that the document breaks.</summary>
    public void Check()
    {
        CheckNames();
        CheckStrides();
        CheckStem();
        for (var i = 0; i < stages.Count; i++)
        {
            CheckBlock(i);
            CheckOrder(i);
        }

        CheckBody();
        if (IsSound(reader))
        {
            CheckSize();
        }
    }

    [GeneratedRegex("^[a-z][a-z0-9]{0,31}\\z")]
    private static partial Regex StageName();

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\\z")]
    private static partial Regex SpaceName();

    private void CheckNames()
    {
        if (!SpaceName().IsMatch(document.Name) && IsSound(reader, "name"))
        {
            reader.Error("name", $"\"{Shorten(document.Name)}\" is no name of a search space; use up to 64 letters, digits, \"-\", \"_\" and \".\", starting with a letter or digit, for example \"my-space\".");
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (stage, path) in document.Stages.Zip(stages).Where(pair => IsSound(pair.Second, "name")))
        {
            if (!StageName().IsMatch(stage.Name))
            {
                path.Error("name", $"\"{Shorten(stage.Name)}\" is no stage name; use up to 32 lower-case letters and digits, starting with a letter, for example \"conv1\".");
            }
            else if (ReservedNames.Contains(stage.Name))
            {
                path.Error("name", $"\"{stage.Name}\" is reserved for another part of the network; use a name such as \"{stage.Name}1\".");
            }
            else if (!seen.Add(stage.Name))
            {
                path.Error("name", $"\"{stage.Name}\" is the name of an earlier stage; every stage needs its own, for example \"{stage.Name}b\".");
            }
        }
    }

    private void CheckStrides()
    {
        var reduction = document.Stages.Aggregate((long)document.Stem.Stride, (product, stage) => product * stage.Stride);
        reduction <<= Math.Max(0, (document.Cell?.Stacks.Count ?? 0) - 1);
        var smallest = document.Input.Resolution[0];
        if (smallest < reduction && IsSound(reader, "input") && IsSound(reader, "stem") && stages.All(stage => IsSound(stage, "stride")))
        {
            reader.Error("input.resolution", $"{smallest} is too small for strides that reduce {reduction} times; use {reduction} or more, or fewer {(document.Cell is null ? "strides of 2" : "stacks, as each but the first halves the map")}.");
        }
    }

    /// <summary>Cells keep the width of what enters.</summary>
    private void CheckStem()
    {
        if (document.Cell is { Stacks: [var first, ..] } && IsSound(reader, "cell") && IsSound(reader, "stem") && !document.Stem.Width.SequenceEqual([first.Width]))
        {
            reader.Error("stem.width", $"{document.Stem.Width} is not the width of the first stack, and a cell keeps the width of what enters it; use {first.Width}, or change that stack.");
        }
    }

    private void CheckBlock(int index)
    {
        var stage = document.Stages[index];
        if (BlockKinds.Find(stage.Block) is not { } block
            || !IsSound(stages[index])
            || !IsSound(reader, "input")
            || !IsSound(reader, "stem")
            || !stages.Take(index).All(earlier => IsSound(earlier, "stride") && (stage.Width is not null || IsSound(earlier, "width"))))
        {
            return;
        }

        var side = (document.Input.Resolution[^1] + document.Stem.Stride - 1) / document.Stem.Stride;
        side = document.Stages.Take(index + 1).Aggregate(side, (map, earlier) => (map + earlier.Stride - 1) / earlier.Stride);
        var fields = block.Fields.ToDictionary(field => field.Name, field => (IReadOnlyList<Choice>)stage.ChoicesOf(field), StringComparer.Ordinal);
        foreach (var fault in block.Check(new StageScope(WidthsOf(index), side, fields)))
        {
            stages[index].Error(fault.Field, fault.Message);
        }
    }

    /// <summary>With nondecreasing widths, a choice that no architecture could take is an error, so every choice counts.</summary>
    private void CheckOrder(int index)
    {
        if (index == 0 || document.Constraints.Count == 0 || document.Stages[index].Width is null || !IsSound(stages[index], "width") || !IsSound(stages[index - 1], "width"))
        {
            return;
        }

        var (before, here) = (WidthsOf(index - 1), WidthsOf(index));
        var name = document.Stages[index - 1].Name;
        if (here[0] < before[0])
        {
            stages[index].Error("width", $"{here[0]} is less than every width of {name} before it ({before}), and widths must not decrease; use {before[0]} or more, or drop the constraint.");
        }

        if (here[^1] < before[^1])
        {
            stages[index].Error("width", $"{here[^1]} is the most here, so {before[^1]} of {name} before it could never be chosen, as widths must not decrease; add {before[^1]} here or remove it there.");
        }
    }

    private void CheckBody()
    {
        if (document.Body is not null && IsSound(reader, "body") && IsSound(reader, "input") && IsSound(reader, "stem") && IsSound(reader, "head"))
        {
            foreach (var (path, message) in new SpaceFields(document).Faults)
            {
                reader.Error(path, message);
            }
        }
    }

    private void CheckSize()
    {
        var place = document.Body is not null ? "body" : document.Cell is null ? "stages" : "cell";
        var space = new SearchSpace(document);
        var bits = space.Decisions.Decisions.Sum(decision => Math.Log2(decision.Choices.Length));
        if (bits > MaximumBits)
        {
            reader.Error(place, string.Create(CultureInfo.InvariantCulture, $"The choices multiply to 2^{bits:F0}, more than the 2^{Math.Floor(MaximumBits):F0} that an id can tell apart; use fewer choices or layers, or \"tie\": \"stage\"."));
            return;
        }

        if (space.Survey is { } survey)
        {
            CheckSurvey(space, survey);
            return;
        }

        var largest = NetworkCost.Of(space.Expand(space.Largest, space.DefaultInput));
        CheckSize(place, largest);
    }

    /// <summary>What only a walk through the body tells; costs are of all its layers together, as alternatives stand side by side in a supernet.</summary>
    private void CheckSurvey(SearchSpace space, BodySurvey survey)
    {
        if (survey.Fault is { } fault)
        {
            reader.Error(fault.Path, fault.Message);
            return;
        }

        var (smallest, reduction) = (document.Input.Resolution[0], 1 << survey.Halvings);
        if (smallest < reduction)
        {
            reader.Error("input.resolution", $"{smallest} is too small for strides that reduce {reduction} times; use {reduction} or more, or fewer strides of 2.");
        }

        CheckSize("body", new NetworkCost(0, survey.Parameters, survey.PeakBytes));
        try
        {
            space.Decisions.Count();
        }
        catch (NotSupportedException error)
        {
            reader.Error("body", error.Message);
        }
    }

    private void CheckSize(string place, NetworkCost largest)
    {
        if (largest.Parameters > MaximumParameters)
        {
            reader.Error(place, string.Create(CultureInfo.InvariantCulture, $"The largest subnet has {largest.Parameters:N0} parameters; at most {MaximumParameters:N0} are allowed: reduce widths, depths or expansions."));
        }

        if (largest.PeakActivationBytes > MaximumActivationBytes)
        {
            reader.Error(place, string.Create(CultureInfo.InvariantCulture, $"The largest subnet holds {largest.PeakActivationBytes >> 20:N0} MiB of activations for one image; at most {MaximumActivationBytes >> 20} are allowed: reduce resolution, widths or expansions."));
        }
    }

    /// <summary>The widths a stage can have, looking back through "previous".</summary>
    private ValueList<int> WidthsOf(int index)
    {
        while (index >= 0 && document.Stages[index].Width is null)
        {
            index--;
        }

        return index < 0 ? document.Stem.Width : document.Stages[index].Width!;
    }

    /// <summary>Whether nothing at or below a place is in error.</summary>
    private bool IsSound(DocumentReader place, string? name = null)
    {
        var path = name is null ? place.Path : place.PathOf(name);
        return !reader.Errors.Any(error => path.Length == 0 || (error.Path.StartsWith(path, StringComparison.Ordinal)
            && (error.Path.Length == path.Length || error.Path[path.Length] is '.' or '[')));
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : string.Concat(text.AsSpan(0, 39), "…");
}
