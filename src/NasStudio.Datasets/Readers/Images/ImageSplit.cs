using System.Collections.Immutable;

namespace NasStudio.Datasets.Readers.Images;

/// <summary>
/// The images of one split and their places: the first of every class, then the second of every class, and so on, each class
/// in order of its paths. So the same images give the same data set, packed or not.
/// </summary>
internal sealed class ImageSplit
{
    /// <summary>Images decoded at once; their undecoded content is held.</summary>
    private const int Chunk = 256;

    private readonly Dictionary<(IImageSource Source, string Path), int> _places = [];
    private readonly ImmutableArray<IImageSource> _sources;
    private readonly int[] _labels;

    /// <param name="images">With the index of their class.</param>
    public ImageSplit(IEnumerable<(IImageSource Source, string Path, int Class)> images)
    {
        var ordered = images
            .GroupBy(image => image.Class)
            .SelectMany(members => members.OrderBy(image => image.Path, StringComparer.Ordinal).Select((image, rank) => (image, rank)))
            .OrderBy(entry => entry.rank)
            .ThenBy(entry => entry.image.Class)
            .Select(entry => entry.image)
            .ToArray();
        foreach (var (index, (source, path, _)) in ordered.Index())
        {
            if (!_places.TryAdd((source, path), index))
            {
                throw source.Broken(path, "is there twice");
            }
        }

        _sources = [.. ordered.Select(image => image.Source).Distinct()];
        _labels = Array.ConvertAll(ordered, image => image.Class);
    }

    public int Count => _labels.Length;

    /// <summary>Pixels of the image at the first place.</summary>
    public (int Height, int Width) SizeOfFirst()
    {
        var (source, path) = _places.First(place => place.Value == 0).Key;
        var file = source.Read(CancellationToken.None).First(file => file.Path == path);
        return Guarded(source, path, () => ImageDecoding.SizeOf(file.Content));
    }

    /// <summary>Decodes all of them on all cores.</summary>
    public LabeledImages Read(int height, int width, CancellationToken cancellation)
    {
        var bytes = 3 * height * width;
        var pixels = new byte[(long)Count * bytes];
        foreach (var source in _sources)
        {
            foreach (var chunk in source.Read(cancellation).Where(file => _places.ContainsKey((source, file.Path))).Chunk(Chunk))
            {
                Decode(source, chunk, height, width, pixels, cancellation);
            }
        }

        return new LabeledImages(3, height, width, pixels, _labels);
    }

    private void Decode(IImageSource source, ImageFile[] files, int height, int width, byte[] pixels, CancellationToken cancellation)
    {
        var bytes = 3 * height * width;
        var problems = new InvalidDataException?[files.Length];
        Parallel.For(0, files.Length, new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            try
            {
                var place = _places[(source, files[i].Path)];
                Guarded(source, files[i].Path, () =>
                {
                    ImageDecoding.Decode(files[i].Content, height, width, pixels.AsSpan(place * bytes, bytes));
                    return true;
                });
            }
            catch (InvalidDataException problem)
            {
                problems[i] = problem;
            }
        });
        if (Array.Find(problems, problem => problem is not null) is { } first)
        {
            throw first;
        }
    }

    private static T Guarded<T>(IImageSource source, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw source.Broken(path, error.Message);
        }
    }
}
