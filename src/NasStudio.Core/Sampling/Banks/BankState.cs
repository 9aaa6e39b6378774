using System.Collections.Immutable;
using System.Text.Json;
using NasStudio.Core.Decisions;

namespace NasStudio.Core.Sampling.Banks;

/// <summary>The state of a performance-aware sampler as JSON: the walk, and every bank's subnets and scores in their order.</summary>
internal sealed record BankState(string Walk, ImmutableArray<ImmutableArray<BankState.Entry>> Banks)
{
    public static string Write(string walk, ImmutableArray<Bank> banks) => JsonSerializer.Serialize(
        new BankState(walk, [.. banks.Select(bank => bank.Entries.Select(entry => new Entry(entry.Architecture.Id, entry.Score)).ToImmutableArray())]));

    /// <summary>Fills the banks and answers the walk.</summary>
    /// <exception cref="FormatException">The text is none of this, or of another space or other levels.</exception>
    public static string Read(string text, DecisionSpace space, ImmutableArray<Bank> banks)
    {
        var state = Parse(text);
        if (state.Banks.Length != banks.Length)
        {
            throw new FormatException($"The checkpoint has {state.Banks.Length} banks, this sampler {banks.Length}; it is of other levels.");
        }

        foreach (var (bank, entries) in banks.Zip(state.Banks))
        {
            bank.Restore([.. entries.Select(entry => new BankEntry(
                space.Parse(entry.Id) ?? throw new FormatException($"The checkpoint's bank holds {entry.Id}, which is no subnet of this space."),
                entry.Score))]);
        }

        return state.Walk;
    }

    private static BankState Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BankState>(text) is { Walk: not null, Banks.IsDefault: false } state
                ? state
                : throw new FormatException("The state of the banks is empty.");
        }
        catch (JsonException error)
        {
            throw new FormatException("The state of the banks cannot be read; the checkpoint is of another sampler.", error);
        }
    }

    internal sealed record Entry(string Id, double Score);
}
