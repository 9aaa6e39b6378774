using NasStudio.Core.Randomness;

namespace NasStudio.Core.Predictors;

/// <summary>What predictors say of samples that they were not fitted to: shuffled by the seed, dealt into folds, every fold predicted from the others.</summary>
public static class CrossValidation
{
    /// <summary>One prediction per sample, in the targets' unit.</summary>
    /// <param name="create">A predictor that knows nothing yet; called once per fold.</param>
    /// <param name="folds">At least 2, at most the number of samples (leave-one-out).</param>
    /// <exception cref="ArgumentException">The lengths or the folds do not fit, or a number is not finite.</exception>
    public static double[] Predict(
        Func<IPredictor> create,
        IReadOnlyList<double[]> features,
        IReadOnlyList<double> targets,
        int folds = 5,
        ulong seed = 0,
        CancellationToken stop = default)
    {
        if (targets.Count != features.Count)
        {
            throw new ArgumentException($"{targets.Count} targets for {features.Count} feature vectors; give one each.", nameof(features));
        }

        if (folds < 2 || folds > features.Count)
        {
            throw new ArgumentException($"{folds} folds of {features.Count} samples; use at least 2 folds and at most one per sample.", nameof(folds));
        }

        int[] order = [.. Enumerable.Range(0, features.Count)];
        new SeededRandom(seed, "folds").Shuffle<int>(order);
        var predictions = new double[order.Length];
        for (var fold = 0; fold < folds; fold++)
        {
            stop.ThrowIfCancellationRequested();
            int[] others = [.. order.Where((_, position) => position % folds != fold)];
            var predictor = create();
            predictor.Fit([.. others.Select(sample => features[sample])], [.. others.Select(sample => targets[sample])]);
            for (var position = fold; position < order.Length; position += folds)
            {
                predictions[order[position]] = predictor.Predict(features[order[position]]).Mean;
            }
        }

        return predictions;
    }
}
