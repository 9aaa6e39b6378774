using NasStudio.Core.Randomness;

namespace NasStudio.Datasets;

/// <summary>
/// The images of one experiment: a stratified validation part and a training part of the training split, drawn by the seed.
/// The test split is read apart, once, at the end.
/// </summary>
public sealed record ExperimentImages(LabeledImages Train, LabeledImages Validation)
{
    /// <summary>
    /// Each class is shuffled by the seed; validation is taken from the front, training from the back, both in the split's
    /// class proportions. So neither trainLimit nor anything else but seed and size decides what validation holds, and a
    /// smaller training part differs from a larger one by images left out. Both come in random order.
    /// </summary>
    /// <param name="trainLimit">Images trained on; null: all that validation leaves.</param>
    /// <exception cref="ArgumentException">More is asked for than the split holds.</exception>
    public static ExperimentImages Draw(LabeledImages trainingSplit, int? trainLimit, int validation, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(validation, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(trainLimit ?? 1, 1, nameof(trainLimit));
        if ((long)validation + (trainLimit ?? 1) > trainingSplit.Count)
        {
            throw new ArgumentException(
                $"validation {validation} and trainLimit {trainLimit ?? 1} are more than the {trainingSplit.Count} images of the "
                + "training split; lower one of them.",
                nameof(trainLimit));
        }

        var classes = ShuffleClasses(trainingSplit.Labels, seed);
        var held = Quotas([.. classes.Select(members => members.Length)], validation);
        var left = classes.Select((members, i) => members.Length - held[i]).ToArray();
        var trained = Quotas(left, trainLimit ?? left.Sum());
        return new ExperimentImages(
            Take("train", i => classes[i].AsSpan(classes[i].Length - trained[i])),
            Take("validation", i => classes[i].AsSpan(0, held[i])));

        LabeledImages Take(string stream, Func<int, ReadOnlySpan<int>> membersOf)
        {
            var indices = new List<int>();
            for (var i = 0; i < classes.Length; i++)
            {
                indices.AddRange(membersOf(i));
            }

            var order = indices.ToArray();
            new SeededRandom(seed, $"images.order.{stream}").Shuffle<int>(order);
            return trainingSplit.Select(order);
        }
    }

    private static int[][] ShuffleClasses(int[] labels, ulong seed)
    {
        var classes = Enumerable.Range(0, labels.Length).GroupBy(i => labels[i]).OrderBy(members => members.Key).ToArray();
        return Array.ConvertAll(classes, members =>
        {
            var indices = members.ToArray();
            new SeededRandom(seed, "images.class", members.Key).Shuffle<int>(indices);
            return indices;
        });
    }

    /// <summary>Shares out a total in proportion to the sizes, by largest remainder; ties go to the smaller class index.</summary>
    internal static int[] Quotas(int[] sizes, int total)
    {
        long all = sizes.Sum();
        var quotas = Array.ConvertAll(sizes, size => (int)((long)size * total / all));
        var byRemainder = Enumerable.Range(0, sizes.Length).OrderByDescending(i => (long)sizes[i] * total % all).ThenBy(i => i);
        foreach (var i in byRemainder.Take(total - quotas.Sum()))
        {
            quotas[i]++;
        }

        return quotas;
    }
}
