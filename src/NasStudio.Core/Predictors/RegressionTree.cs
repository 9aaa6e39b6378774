using NasStudio.Core.Randomness;

namespace NasStudio.Core.Predictors;

/// <summary>
/// A regression tree grown to the end: every node takes the split that leaves the least squared error among a random subset
/// of the features that still vary in it (Breiman 2001).
/// </summary>
internal sealed class RegressionTree
{
    private readonly List<Node> _nodes = [];

    /// <param name="targets">One per sample.</param>
    /// <param name="sample">Indices of samples, repeats allowed (a bootstrap); reordered.</param>
    /// <param name="tried">Features that vary tried per node.</param>
    public RegressionTree(RankedColumns columns, double[] targets, int[] sample, int tried, SeededRandom random) =>
        new Growth(_nodes, columns, targets, sample, tried, random).Grow(0, sample.Length);

    public double Predict(ReadOnlySpan<double> features)
    {
        var node = _nodes[0];
        while (node.Feature >= 0)
        {
            node = _nodes[features[node.Feature] <= node.Threshold ? node.Left : node.Right];
        }

        return node.Value;
    }

    /// <param name="Feature">−1: a leaf.</param>
    /// <param name="Value">Mean of the samples, standardised.</param>
    private readonly record struct Node(int Feature, double Threshold, int Left, int Right, double Value);

    /// <param name="Rank">The largest that goes left.</param>
    private readonly record struct Split(int Feature, int Rank, int NextRank, double Gain);

    private sealed class Growth(List<Node> nodes, RankedColumns columns, double[] targets, int[] sample, int tried, SeededRandom random)
    {
        private readonly int[] _features = [.. columns.Varying];
        private readonly int[] _ranks = new int[sample.Length];
        private readonly double[] _targets = new double[sample.Length];

        /// <summary>Adds the tree of a range of the sample, its root first, and returns the root's index.</summary>
        public int Grow(int start, int count)
        {
            var (index, sum) = (nodes.Count, 0.0);
            for (var i = start; i < start + count; i++)
            {
                sum += targets[sample[i]];
            }

            nodes.Add(new Node(-1, 0, 0, 0, sum / count));
            if (BestSplit(sample.AsSpan(start, count), sum) is { } split)
            {
                var left = Part(start, count, split);
                var values = columns.Values[split.Feature];
                var threshold = Between(values[split.Rank], values[split.NextRank]);
                nodes[index] = new Node(split.Feature, threshold, Grow(start, left), Grow(start + left, count - left), 0);
            }

            return index;
        }

        /// <summary>Null where nothing varies that would help.</summary>
        private Split? BestSplit(ReadOnlySpan<int> range, double sum)
        {
            Split? best = null;
            var remaining = range.Length < 2 ? 0 : tried;
            for (var drawn = 0; drawn < _features.Length && remaining > 0; drawn++)
            {
                var other = drawn + random.NextInt(_features.Length - drawn);
                (_features[drawn], _features[other]) = (_features[other], _features[drawn]);
                var feature = _features[drawn];
                var split = columns.Values[feature].Length == 2 ? SplitOfTwo(range, sum, feature) : SplitOfMany(range, sum, feature);
                if (split is not null)
                {
                    remaining--;
                    best = split.Value.Gain > Math.Max(1e-12, best?.Gain ?? 0) ? split : best;
                }
            }

            return best;
        }

        /// <summary>Features of two values, as one-hot ones are, need no sorting; null where only one of them occurs.</summary>
        private Split? SplitOfTwo(ReadOnlySpan<int> range, double sum, int feature)
        {
            var ranks = columns.Ranks[feature];
            var (count, upper) = (0, 0.0);
            foreach (var index in range)
            {
                if (ranks[index] == 1)
                {
                    count++;
                    upper += targets[index];
                }
            }

            return count == 0 || count == range.Length ? null : new Split(feature, 0, 1, Gain(sum, range.Length, upper, count));
        }

        private Split? SplitOfMany(ReadOnlySpan<int> range, double sum, int feature)
        {
            for (var i = 0; i < range.Length; i++)
            {
                (_ranks[i], _targets[i]) = (columns.Ranks[feature][range[i]], targets[range[i]]);
            }

            Array.Sort(_ranks, _targets, 0, range.Length);
            Split? best = null;
            var lower = 0.0;
            for (var size = 1; size < range.Length; size++)
            {
                lower += _targets[size - 1];
                if (_ranks[size - 1] != _ranks[size])
                {
                    var gain = Gain(sum, range.Length, lower, size);
                    best = gain <= best?.Gain ? best : new Split(feature, _ranks[size - 1], _ranks[size], gain);
                }
            }

            return best;
        }

        /// <summary>
        /// The squared error that a split leaves is least where the sum of (Σy)² / n over both sides is most; the gain is what
        /// that sum grows by.
        /// </summary>
        private static double Gain(double sum, int count, double partSum, int partCount)
        {
            var rest = sum - partSum;
            return (partSum * partSum / partCount) + (rest * rest / (count - partCount)) - (sum * sum / count);
        }

        /// <summary>The middle; the lower one where rounding would reach the upper.</summary>
        private static double Between(double lower, double upper)
        {
            var middle = (lower / 2) + (upper / 2);
            return middle < upper ? Math.Max(middle, lower) : lower;
        }

        private int Part(int start, int count, Split split)
        {
            var end = start;
            for (var i = start; i < start + count; i++)
            {
                if (columns.Ranks[split.Feature][sample[i]] <= split.Rank)
                {
                    (sample[i], sample[end]) = (sample[end], sample[i]);
                    end++;
                }
            }

            return end - start;
        }
    }
}
