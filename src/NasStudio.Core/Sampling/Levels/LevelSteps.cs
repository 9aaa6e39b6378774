using System.Collections.Immutable;
using NasStudio.Core.Decisions;
using NasStudio.Core.Experiments;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Sampling.Levels;

/// <summary>
/// What complexity-aware and performance-aware steps have in common: draws of the step's levels on the labels, then the
/// smallest subnet of the lowest of these levels on the mean of what the draws say.
/// </summary>
internal sealed class LevelSteps(SamplerSetting setting, LevelTable table, SamplerOptions options)
{
    private readonly LevelSchedule _schedule = new(options.Levels.Mode, table.Count, setting.Seed);

    /// <param name="pick">The architecture of one draw, of the level with the given index.</param>
    public StepDraws Draw(long step, Func<int, SeededRandom, Architecture> pick)
    {
        var random = new SeededRandom(setting.Seed, "sampler.levels.draws", step);
        var levels = _schedule.Next(step, options.RandomSubnets);
        var lowest = levels.Min();
        var draws = ImmutableArray.CreateBuilder<Draw>(levels.Length + 1);
        foreach (var level in levels)
        {
            draws.Add(new(pick(level, random), DrawRole.Random, DrawTarget.Labels, level));
        }

        draws.Add(new(table.Smallest[lowest], DrawRole.Smallest, DrawTarget.MeanOfDraws, lowest));
        return new(draws.ToImmutable()) { Figures = [KeyValuePair.Create("level", (double)lowest)] };
    }

    public string Save() => _schedule.Save();

    /// <exception cref="FormatException">The text is of other levels.</exception>
    public void Load(string state) => _schedule.Load(state);
}
