namespace NasStudio.Datasets.Downloads;

/// <summary>A data set could not be fetched; the message says why and the way out. Nothing of it was kept.</summary>
public sealed class DatasetDownloadException(string message, Exception? inner = null) : Exception(message, inner);
