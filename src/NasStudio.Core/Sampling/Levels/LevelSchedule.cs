using System.Collections.Immutable;
using System.Globalization;
using NasStudio.Core.Randomness;

namespace NasStudio.Core.Sampling.Levels;

/// <summary>The level of each draw of each step, by a mode of <c>LevelOptions.Modes</c>.</summary>
public sealed class LevelSchedule(string mode, int levels, ulong seed)
{
    private readonly LevelWalk _walk = new(levels);

    /// <summary>Called once a step, in ascending order.</summary>
    public ImmutableArray<int> Next(long step, int draws)
    {
        var random = new SeededRandom(seed, "sampler.levels.walk", step);
        return mode switch
        {
            "adjacent-step" => Same(_walk.Move(random)),
            "random-step" => Same(random.NextInt(levels)),
            "adjacent" => [.. Enumerable.Range(0, draws).Select(_ => _walk.Move(random))],
            "random" => [.. Enumerable.Range(0, draws).Select(_ => random.NextInt(levels))],
            "cyclic" => Same(levels - 1 - (int)(step % levels)),
            _ => throw new ArgumentException($"'{mode}' is no way through the levels.", nameof(step)),
        };

        ImmutableArray<int> Same(int level) => [.. Enumerable.Repeat(level, draws)];
    }

    public string Save() => _walk.Level.ToString(CultureInfo.InvariantCulture);

    /// <exception cref="FormatException">The text is no level of this schedule.</exception>
    public void Load(string state) => _walk.GoTo(int.Parse(state, NumberStyles.None, CultureInfo.InvariantCulture));
}
