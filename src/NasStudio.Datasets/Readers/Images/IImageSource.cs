namespace NasStudio.Datasets.Readers.Images;

/// <summary>Something that holds JPEG and PNG files under paths with '/' between folders: an archive or a folder.</summary>
internal interface IImageSource
{
    /// <summary>Which split its images belong to where their own paths do not tell.</summary>
    DatasetSplit? Split { get; }

    /// <summary>Paths of all images, as they lie.</summary>
    /// <exception cref="InvalidDataException">It is cut, corrupt, or names a path outside of itself.</exception>
    IEnumerable<string> Paths();

    /// <summary>The images themselves, undecoded, as they lie. To be enumerated from one thread.</summary>
    /// <exception cref="InvalidDataException">It is cut or corrupt.</exception>
    IEnumerable<ImageFile> Read(CancellationToken cancellation);

    /// <summary>The exception that says what is wrong with one image, and the way out.</summary>
    InvalidDataException Broken(string path, string finding);
}

/// <param name="Content">JPEG or PNG.</param>
internal sealed record ImageFile(string Path, byte[] Content);
