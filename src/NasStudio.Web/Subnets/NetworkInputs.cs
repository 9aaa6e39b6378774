using NasStudio.Core.Experiments;
using NasStudio.Core.Networks;
using NasStudio.Core.Spaces;
using NasStudio.Datasets;

namespace NasStudio.Web.Subnets;

internal static class NetworkInputs
{
    /// <summary>What the networks of an experiment read: images of its data set, or the space's own where that is not known here.</summary>
    public static NetworkInput InputOf(this DatasetCatalogue datasets, ExperimentDocument document, SearchSpace space) =>
        datasets.Find(document.Dataset.Name)?.Description.NetworkInput ?? space.DefaultInput;
}
