using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;
using NasStudio.Core.Sampling.Banks;
using NasStudio.Core.Sampling.Levels;

namespace NasStudio.Core.Sampling;

/// <summary>
/// Performance-aware sampling (ElasticViT) on top of complexity-aware steps: more and more draws come from a bank
/// of the level's best subnets so far, the others are the preferred ones of a few random ones and are scored for the bank.
/// </summary>
public sealed class PerformanceAwareSampler : ISubnetSampler
{
    private readonly SamplerSetting _setting;
    private readonly BankOptions _options;
    private readonly LevelSteps _steps;
    private readonly ExploitationSchedule _exploitation;
    private readonly Preference _preference;
    private readonly BankRefresh _refresh;

    /// <summary>What the last step's scores are for: (level, subnet), first those that are in their banks.</summary>
    private List<(int Level, Architecture Architecture)> _known = [];
    private List<(int Level, Architecture Architecture)> _new = [];

    public PerformanceAwareSampler(SamplerSetting setting, LevelTable table, SamplerOptions options)
    {
        (_setting, Levels, _options) = (setting, table, options.Bank);
        _steps = new(setting, table, options);
        _exploitation = new(_options.ExploitFirst, _options.ExploitLast, setting.Steps);
        _preference = new(setting);
        _refresh = new(setting.StepsPerEpoch);
        Banks = [.. Enumerable.Range(0, table.Count).Select(_ => new Bank(_options.Capacity))];
    }

    public LevelTable Levels { get; }

    /// <summary>One a level.</summary>
    public ImmutableArray<Bank> Banks { get; }

    public StepDraws Draw(long step)
    {
        (_known, _new) = ([], []);
        var exploitation = _exploitation.At(step);
        var draws = _steps.Draw(step, (level, random) => Pick(level, exploitation, random));
        var visited = draws.Draws.Where(draw => draw.Role is DrawRole.Random).Select(draw => draw.Level!.Value);
        _known = [.. _refresh.Levels(step, Banks.Length, visited).SelectMany(level => Banks[level].Entries.Select(entry => (level, entry.Architecture)))];
        return draws with
        {
            Scored = [.. _known.Concat(_new).Select(entry => entry.Architecture).Distinct()],
            Figures =
            [
                .. draws.Figures,
                KeyValuePair.Create("exploitation", exploitation),
                .. Banks.Select((bank, level) => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"bank.{level}"), (double)bank.Entries.Count)),
            ],
        };
    }

    public void Observe(StepLosses losses)
    {
        var architectures = _known.Concat(_new).Select(entry => entry.Architecture).Distinct();
        var scores = architectures.Zip(losses.Scores, (architecture, loss) => (architecture, -loss)).ToDictionary();
        foreach (var (level, architecture) in _known)
        {
            Banks[level].Refresh(architecture, scores[architecture]);
        }

        foreach (var (level, architecture) in _new)
        {
            Banks[level].Insert(architecture, scores[architecture]);
        }

        (_known, _new) = ([], []);
    }

    public string Save() => BankState.Write(_steps.Save(), Banks);

    public void Load(string state) => _steps.Load(BankState.Read(state, _setting.Space, Banks));

    private Architecture Pick(int level, double exploitation, SeededRandom random)
    {
        var bank = Banks[level];
        if (random.NextBool(exploitation) && bank.IsUsable)
        {
            return bank.Pick(_options.Pick, random);
        }

        var count = bank.IsSparse ? 1 : _options.Candidates;
        var candidates = Enumerable.Range(0, count).Select(_ => Levels.Pools[level].Draw(random).Architecture).ToList();
        var picked = _preference.Best(candidates, Anchor(level));
        _new.Add((level, picked));
        return picked;
    }

    /// <summary>What preference compares with: the best of the lowest bank, or the smallest subnet for that level itself.</summary>
    private Architecture Anchor(int level) => level > 0 && Banks[0].Best is { } best ? best.Architecture : _setting.Smallest;
}
