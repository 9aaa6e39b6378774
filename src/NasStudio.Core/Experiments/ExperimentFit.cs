using NasStudio.Core.Decisions;
using NasStudio.Core.Documents;
using NasStudio.Core.Networks;
using NasStudio.Core.Sampling;
using NasStudio.Core.Sampling.Levels;
using NasStudio.Core.Spaces;

namespace NasStudio.Core.Experiments;

/// <summary>
/// Whether the sections of an experiment fit each other: training to the images there are, the search to the space. A default
/// shrinks to what there is; a written value that does not fit is an error. One path gets one error.
/// </summary>
internal sealed class ExperimentFit(List<DocumentError> errors)
{
    /// <summary>Beyond it a subnet computes on interpolated pixels alone; a space for 224-pixel images still fits 28-pixel ones.</summary>
    private const int MaximumEnlargement = 16;

    public (TrainingOptions Training, SearchOptions Search) ToImages(
        DatasetOptions dataset,
        DatasetFacts facts,
        (TrainingOptions Options, DocumentReader? Section) training,
        (SearchOptions Options, DocumentReader? Section) search)
    {
        if (dataset.Validation < facts.Classes)
        {
            Error("dataset.validation", $"{dataset.Validation} images are fewer than the {facts.Classes} classes of {facts.Name}; use at least {facts.Classes}.");
        }

        var rest = facts.TrainImages - dataset.Validation;
        if (rest < (dataset.TrainLimit ?? DatasetOptions.MinimumTrainLimit))
        {
            RefuseSplit(dataset, facts, rest);
            return (training.Options, search.Options);
        }

        var side = Math.Min(facts.Height, facts.Width);
        if (training.Options.Augmentation.Shift >= side)
        {
            Error("training.augmentation.shift", $"{training.Options.Augmentation.Shift} pixels would move the {facts.Height}×{facts.Width} images of {facts.Name} out of sight; use at most {side - 1}.");
        }

        var images = dataset.TrainLimit ?? rest;
        return (
            training.Options with
            {
                BatchSize = Fit(training.Section, "training", "batchSize", training.Options.BatchSize, images, $"images trained on ({images})"),
            },
            search.Options with
            {
                RecalibrationImages = Fit(search.Section, "search", "recalibrationImages", search.Options.RecalibrationImages, images, $"images trained on ({images})"),
            });
    }

    /// <param name="facts">The data set, which decides the costs; null after an error.</param>
    public SearchOptions ToSpace(
        SearchSpaceDocument document,
        DatasetFacts? facts,
        (SearchOptions Options, DocumentReader? Section) search,
        SamplerOptions sampler,
        ulong seed)
    {
        try
        {
            var space = new SearchSpace(document);
            var count = space.Decisions.Count();
            if (count < SearchOptions.MinimumEvaluations)
            {
                Error("searchSpace", $"The space holds only {count} subnet; give at least one decision a second choice.");
                return search.Options;
            }

            var most = count > int.MaxValue ? int.MaxValue : (int)count;
            if (facts is not null)
            {
                CheckResolution(document.Input.Resolution[^1], facts);
                var input = new NetworkInput(facts.Channels, facts.Height, facts.Width, facts.Classes);
                new ConstraintFit(space, input, search.Options, Error).Check(seed);
                CheckLevels(space, input, sampler, seed);
            }

            return search.Options with
            {
                Evaluations = Fit(search.Section, "search", "evaluations", search.Options.Evaluations, most, $"subnets of the search space ({count})"),
            };
        }
        catch (Exception error) when (error is ArgumentException or NotSupportedException)
        {
            Error("searchSpace", $"The space cannot be built for this data set: {error.Message} Change the space or the data set.");
            return search.Options;
        }
    }

    private void RefuseSplit(DatasetOptions dataset, DatasetFacts facts, int rest)
    {
        var held = $"the training split of {facts.Name} holds {facts.TrainImages} images";
        if (dataset.TrainLimit is { } limit && rest >= DatasetOptions.MinimumTrainLimit)
        {
            Error("dataset.trainLimit", $"{limit} training and {dataset.Validation} validation images are {(long)limit + dataset.Validation}, but {held}; "
                + $"use at most {rest}, or fewer validation images.");
        }
        else
        {
            Error("dataset.validation", $"{dataset.Validation} validation images leave too few to train on: {held}; use at most {facts.TrainImages - DatasetOptions.MinimumTrainLimit}.");
        }
    }

    private void CheckResolution(int largest, DatasetFacts facts)
    {
        var side = Math.Max(facts.Height, facts.Width);
        if (largest > MaximumEnlargement * side)
        {
            Error("searchSpace", $"Its largest resolution, {largest}, enlarges the {facts.Height}×{facts.Width} images of {facts.Name} "
                + $"more than {MaximumEnlargement} times; use at most {MaximumEnlargement * side}.");
        }
    }

    /// <summary>Derived levels fit by themselves; written ones must be reached by a subnet.</summary>
    private void CheckLevels(SearchSpace space, NetworkInput input, SamplerOptions sampler, ulong seed)
    {
        if (!sampler.HasLevels || sampler.Levels.Macs.Count == 0)
        {
            return;
        }

        var setting = SamplerSetting.Of(space, input, steps: 1, stepsPerEpoch: 1, seed);
        foreach (var error in MacsLevels.Check(sampler.Levels, MacsSample.Draw(setting, MacsSample.SizeOfCheck)))
        {
            Error($"training.sampler.{error.Path}", error.Message);
        }
    }

    /// <summary>The value, if it is at most as many as there are; a default shrinks, a written one is refused.</summary>
    private int Fit(DocumentReader? section, string sectionName, string name, int value, int most, string whatThereIs)
    {
        if (value <= most)
        {
            return value;
        }

        if (section?.Has(name) == true)
        {
            Error($"{sectionName}.{name}", $"{value} is more than the {whatThereIs}; use at most {most}.");
        }

        return most;
    }

    private void Error(string path, string message)
    {
        if (errors.TrueForAll(error => error.Path != path))
        {
            errors.Add(new(path, message));
        }
    }
}
