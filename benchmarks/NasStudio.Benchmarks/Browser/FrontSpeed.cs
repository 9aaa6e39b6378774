using System.Diagnostics;
using NasStudio.Core.Objectives;
using NasStudio.Runs.Feeds;

namespace NasStudio.Benchmarks.Browser;

/// <summary>What the server does for each subnet that arrives: the front and its hypervolume.</summary>
internal static class FrontSpeed
{
    /// <returns>95th percentile over further points, beside so many that are there.</returns>
    public static double Milliseconds(int present, int further)
    {
        var track = new FrontTrack(ObjectiveDefinition.Accuracy, ObjectiveDefinition.Latency, SyntheticSubnets.Box);
        var subnets = new SyntheticSubnets(seed: 1);
        for (var index = 0; index < present; index++)
        {
            track.Add(index, subnets.Next().Evaluation);
        }

        var times = new double[further];
        for (var n = 0; n < further; n++)
        {
            var evaluation = subnets.Next().Evaluation;
            var start = Stopwatch.GetTimestamp();
            track.Add(present + n, evaluation);
            times[n] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return BrowserBenchmark.Percentile95(times);
    }
}
