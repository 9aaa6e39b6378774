namespace NasStudio.Datasets;

/// <summary>Whether a data set can be used.</summary>
public enum DatasetState
{
    Ready,
    Downloadable,
    Missing,
}
