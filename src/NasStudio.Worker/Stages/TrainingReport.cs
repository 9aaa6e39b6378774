using System.Globalization;
using NasStudio.Core.Sampling;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Torch.Training;

namespace NasStudio.Worker.Stages;

/// <summary>
/// Turns steps into metrics. A training has far more steps than a curve has points: each point is one step
/// of a stretch, and only the loss of each level is the mean over the stretch, which visits some levels once.
/// </summary>
internal sealed class TrainingReport(RunProgress progress, long steps)
{
    private const int Points = 300;
    private readonly long _stretch = Math.Max(1, steps / Points);
    private readonly List<DrawLoss> _draws = [];

    /// <summary>
    /// What the sampler will draw from: "levelMacs", "levelPool" and "levelSmallestMacs", with the level's index in place of
    /// the step, and a line of the log.
    /// </summary>
    public void Begin(LevelTable? levels, Func<LevelTable, int, long> smallestMacs)
    {
        if (levels is null)
        {
            return;
        }

        for (var level = 0; level < levels.Count; level++)
        {
            progress.Metric(level, "levelMacs", levels.Pools[level].Level.First);
            progress.Metric(level, "levelPool", levels.Pools[level].Count);
            progress.Metric(level, "levelSmallestMacs", smallestMacs(levels, level));
        }

        var texts = levels.Pools.Select(pool => string.Create(CultureInfo.InvariantCulture, $"{pool.Level.First / 1e6:0.###} to {pool.Level.Last / 1e6:0.###} ({pool.Count} subnets)"));
        progress.Log($"Levels of MACs, in millions: {string.Join(", ", texts)}.");
    }

    public void Add(TrainingStep step)
    {
        _draws.AddRange(step.Draws);
        if (step.Step % _stretch == 0 || step.Step == steps - 1)
        {
            Send(step);
            _draws.Clear();
        }
    }

    private void Send(TrainingStep step)
    {
        progress.Metric(step.Step, "loss", step.Draws.Average(draw => draw.Loss));
        progress.Metric(step.Step, "learningRate", step.LearningRate);
        progress.Metric(step.Step, "macs", (double)step.Macs / step.Images);
        foreach (var draw in step.Draws.DistinctBy(draw => draw.Role))
        {
            progress.Metric(step.Step, $"loss.{draw.Role.ToString().ToLowerInvariant()}", draw.Loss);
        }

        foreach (var (name, value) in step.Figures)
        {
            progress.Metric(step.Step, name, value);
        }

        if (step.Draws.Any(draw => draw.Draw.Level is not null))
        {
            SendLevels(step);
        }
    }

    /// <summary>"macs.draw.0" of each draw, and "loss.level.2" of each level that was drawn from.</summary>
    private void SendLevels(TrainingStep step)
    {
        foreach (var (index, draw) in step.Draws.Index())
        {
            progress.Metric(step.Step, Numbered("macs.draw", index), draw.Macs);
            progress.Metric(step.Step, Numbered("loss.draw", index), draw.Loss);
        }

        foreach (var level in _draws.Where(draw => draw is { Role: DrawRole.Random, Draw.Level: not null }).GroupBy(draw => draw.Draw.Level!.Value))
        {
            progress.Metric(step.Step, Numbered("loss.level", level.Key), level.Average(draw => draw.Loss));
        }
    }

    private static string Numbered(string name, int index) => string.Create(CultureInfo.InvariantCulture, $"{name}.{index}");
}
