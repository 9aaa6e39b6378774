using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Documents;
using NasStudio.Core.Sampling;

namespace NasStudio.Core.Experiments;

/// <summary>
/// Reads "training.sampler" of an experiment document; a null section is all defaults. Only the fields of the sampler that is
/// named are known: those of another one are an error.
/// </summary>
internal static class SamplerSection
{
    private const long MostMacs = 1_000_000_000_000_000;

    public static SamplerOptions Read(DocumentReader? section)
    {
        var defaults = new SamplerOptions();
        if (section is null)
        {
            return defaults;
        }

        var name = section.OneOf("name", SubnetSamplers.Names, defaults.Name);
        var randomSubnets = section.WholeNumber("randomSubnets", SamplerOptions.DefaultRandomSubnetsOf(name), 0, SamplerOptions.MaximumRandomSubnets);
        var options = new SamplerOptions(name, randomSubnets);
        if (randomSubnets == 0 && name != "sandwich")
        {
            section.Error("randomSubnets", $"0 leaves the {name} sampler nothing to train; use 1 to {SamplerOptions.MaximumRandomSubnets}.");
        }

        options = name == "sandwich" ? options with { DistillAfter = section.Number("distillAfter", 0, 0, 1) } : options;
        options = options.HasLevels ? options with { Levels = Levels(section) } : options;
        options = options.HasBank ? options with { Bank = Bank(section.Child("bank")) } : options;
        section.End();
        return options;
    }

    private static LevelOptions Levels(DocumentReader section)
    {
        var defaults = new LevelOptions();
        var options = new LevelOptions
        {
            Mode = section.OneOf("mode", LevelOptions.Modes, defaults.Mode),
            Window = section.Number("window", defaults.Window, LevelOptions.MinimumWindow, LevelOptions.MaximumWindow),
            Smallest = section.OneOf("smallest", LevelOptions.SmallestChoices, defaults.Smallest),
        };
        if (options.Smallest == "hierarchical")
        {
            options = options with { SmallestSubnets = section.WholeNumber("smallestSubnets", defaults.SmallestSubnets, 1, LevelOptions.MaximumLevels) };
        }

        return section.Raw("levels") is { ValueKind: JsonValueKind.Array } list
            ? options with { Macs = Macs(section, list) }
            : options with { Count = section.WholeNumber("levels", defaults.Count, 1, LevelOptions.MaximumLevels) };
    }

    /// <summary>Ascending MACs; none after an error.</summary>
    private static ValueList<long> Macs(DocumentReader section, JsonElement list)
    {
        var levels = new List<long>();
        foreach (var (index, element) in list.EnumerateArray().Index())
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"levels[{index}]");
            if (element.ValueKind is not JsonValueKind.Number || !element.TryGetInt64(out var macs) || macs < 1 || macs > MostMacs)
            {
                section.Error(path, $"{DocumentReader.Show(element)} is not allowed; use the MACs at which a level begins, a whole number from 1 to {MostMacs}.");
                return [];
            }

            if (levels is [.., var before] && macs <= before)
            {
                section.Error(path, string.Create(CultureInfo.InvariantCulture, $"{macs} is not above the {before} before it; list the levels in ascending order, none twice."));
                return [];
            }

            levels.Add(macs);
        }

        if (levels.Count is 0 or > LevelOptions.MaximumLevels)
        {
            section.Error("levels", $"{levels.Count} levels are listed; list 1 to {LevelOptions.MaximumLevels}, or write how many are to be derived from the space.");
        }

        return new([.. levels]);
    }

    private static BankOptions Bank(DocumentReader? section)
    {
        var defaults = new BankOptions();
        if (section is null)
        {
            return defaults;
        }

        var options = new BankOptions
        {
            Capacity = section.WholeNumber("capacity", defaults.Capacity, BankOptions.MinimumCapacity, BankOptions.MaximumCapacity),
            Pick = section.OneOf("pick", BankOptions.Picks, defaults.Pick),
            ExploitFirst = section.Number("exploitFirst", defaults.ExploitFirst, 0, 1),
            ExploitLast = section.Number("exploitLast", defaults.ExploitLast, 0, 1),
            Candidates = section.WholeNumber("candidates", defaults.Candidates, 1, BankOptions.MaximumCandidates),
        };
        section.End();
        return options;
    }
}
