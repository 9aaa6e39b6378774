using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;
using NasStudio.Runs.Protocol;
using NasStudio.Torch.Supernets;

namespace NasStudio.Worker;

/// <summary>What every stage of a run works with: the space, the images and the supernet.</summary>
internal sealed class RunMaterials : IDisposable
{
    private RunMaterials(SearchSpace space, DatasetDescription dataset, ExperimentImages images, Supernet supernet)
    {
        Space = space;
        Dataset = dataset;
        Input = dataset.NetworkInput;
        Images = images;
        Normalization = ImageNormalization.Of(images.Train);
        Supernet = supernet;
    }

    public SearchSpace Space { get; }

    public DatasetDescription Dataset { get; }

    public NetworkInput Input { get; }

    public ExperimentImages Images { get; }

    public ImageNormalization Normalization { get; }

    public Supernet Supernet { get; }

    /// <summary>Kept in the supernet's file: what a reader needs to build networks and prepare images.</summary>
    public IReadOnlyDictionary<string, string> Metadata => new Dictionary<string, string>
    {
        ["mean"] = Numbers(Normalization.Mean),
        ["std"] = Numbers(Normalization.Deviation),
        ["classes"] = JsonSerializer.Serialize(Dataset.Classes, RunJson.Options),
        ["input"] = JsonSerializer.Serialize(Input, RunJson.Options),
    };

    public static RunMaterials Prepare(ExperimentDocument experiment, DatasetCatalogue datasets, RunProgress progress, CancellationToken stop)
    {
        progress.Begin(RunStages.Prepare);
        var dataset = datasets.Open(experiment.Dataset.Name);
        var split = dataset.Read(DatasetSplit.Train, stop);
        var images = ExperimentImages.Draw(split, experiment.Dataset.TrainLimit, experiment.Dataset.Validation, experiment.Seed);
        var space = new SearchSpace(experiment.SearchSpace);
        var supernet = Supernet.Create(space, dataset.Description.NetworkInput, experiment.Seed);
        progress.Log($"{dataset.Description.Title}: {images.Train.Count:N0} training and {images.Validation.Count:N0} validation images of the training split.");
        progress.Advance(1, 1);
        return new RunMaterials(space, dataset.Description, images, supernet);
    }

    public void Dispose() => Supernet.Dispose();

    private static string Numbers(IEnumerable<float> values) =>
        string.Join(',', values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)));
}
