using NasStudio.Core.Randomness;

namespace NasStudio.Core.Predictors;

/// <summary>
/// A regression tree grown to the end: every node takes the split that leaves the least squared error among a random subset
/// of the features that still vary in it (Breiman 2001).
/// </summary>
internal sealed class RegressionTree
{
    private readonly List<Node> _nodes = [];

    /// <param name="sample">Indices of rows, repeats allowed (a bootstrap); reordered.</param>
    /// <param name="tried">Features that vary tried per node.</param>
    /// <param name="smallest">Samples a leaf needs at least.</param>
    public RegressionTree(TrainingData data, int[] sample, int tried, int smallest, SeededRandom random) =>
        new Growth(_nodes, data, sample, tried, smallest, random).Grow(0, sample.Length);

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

    private readonly record struct Split(int Feature, double Threshold, double Gain);

    private sealed class Growth(List<Node> nodes, TrainingData data, int[] sample, int tried, int smallest, SeededRandom random)
    {
        private readonly int[] _features = [.. Enumerable.Range(0, data.Length)];
        private readonly double[] _keys = new double[sample.Length];
        private readonly double[] _targets = new double[sample.Length];

        /// <summary>Adds the tree of a range of the sample, its root first, and returns the root's index.</summary>
        public int Grow(int start, int count)
        {
            var (index, sum) = (nodes.Count, 0.0);
            for (var i = start; i < start + count; i++)
            {
                sum += data.Targets[sample[i]];
            }

            nodes.Add(new Node(-1, 0, 0, 0, sum / count));
            if (count >= 2 * smallest && BestSplit(start, count, sum) is { } split)
            {
                var left = Part(start, count, split);
                nodes[index] = new Node(split.Feature, split.Threshold, Grow(start, left), Grow(start + left, count - left), 0);
            }

            return index;
        }

        /// <summary>Null where nothing varies that would help.</summary>
        private Split? BestSplit(int start, int count, double sum)
        {
            Split? best = null;
            var remaining = tried;
            for (var drawn = 0; drawn < _features.Length && remaining > 0; drawn++)
            {
                var other = drawn + random.NextInt(_features.Length - drawn);
                (_features[drawn], _features[other]) = (_features[other], _features[drawn]);
                if (Load(start, count, _features[drawn]))
                {
                    remaining--;
                    best = Improve(best, _features[drawn], count, sum);
                }
            }

            return best;
        }

        /// <summary>Sorts the range's values of a feature, with their targets; false where the feature does not vary.</summary>
        private bool Load(int start, int count, int feature)
        {
            var varies = false;
            var first = data.Rows[sample[start]][feature];
            for (var i = 0; i < count; i++)
            {
                _keys[i] = data.Rows[sample[start + i]][feature];
                varies |= _keys[i] != first;
            }

            if (varies)
            {
                for (var i = 0; i < count; i++)
                {
                    _targets[i] = data.Targets[sample[start + i]];
                }

                Sort(count, first);
            }

            return varies;
        }

        /// <summary>Two values, as one-hot features have, need no comparisons.</summary>
        private void Sort(int count, double first)
        {
            var (other, end) = (first, 0);
            for (var i = 0; i < count; i++)
            {
                if (_keys[i] != first && other != first && _keys[i] != other)
                {
                    Array.Sort(_keys, _targets, 0, count);
                    return;
                }

                other = _keys[i] == first ? other : _keys[i];
            }

            var low = Math.Min(first, other);
            for (var i = 0; i < count; i++)
            {
                if (_keys[i] == low)
                {
                    (_keys[i], _keys[end]) = (_keys[end], _keys[i]);
                    (_targets[i], _targets[end]) = (_targets[end], _targets[i]);
                    end++;
                }
            }
        }

        /// <summary>
        /// The squared error that a split leaves is least where the sum of (Σy)² / n over both sides is most; the gain is what
        /// that sum grows by.
        /// </summary>
        private Split? Improve(Split? best, int feature, int count, double sum)
        {
            var (left, whole) = (0.0, sum * sum / count);
            for (var size = 1; size <= count - smallest; size++)
            {
                left += _targets[size - 1];
                if (size < smallest || _keys[size - 1] == _keys[size])
                {
                    continue;
                }

                var right = sum - left;
                var gain = (left * left / size) + (right * right / (count - size)) - whole;
                if (gain > 1e-12 && !(gain <= best?.Gain))
                {
                    best = new Split(feature, Between(_keys[size - 1], _keys[size]), gain);
                }
            }

            return best;
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
                if (data.Rows[sample[i]][split.Feature] <= split.Threshold)
                {
                    (sample[i], sample[end]) = (sample[end], sample[i]);
                    end++;
                }
            }

            return end - start;
        }
    }
}
