using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NasStudio.Core.Networks;
using NasStudio.Export.Weights;

namespace NasStudio.Web.Subnets;

/// <summary>A supernet file as a worker left it: the widest parameters, and what its images looked like.</summary>
/// <param name="Mean">Per channel, pixels in 0..1.</param>
internal sealed record TrainedSupernet(
    string Path,
    DateTime Written,
    IReadOnlyDictionary<string, FloatTensor> Tensors,
    NetworkInput Input,
    ImmutableArray<float> Mean,
    ImmutableArray<float> Deviation,
    ImmutableArray<string> Classes)
{
    /// <exception cref="InvalidDataException">The file is cut, or its metadata lacks an entry.</exception>
    public static TrainedSupernet Read(string path, DateTime written)
    {
        using var stream = File.OpenRead(path);
        var (tensors, metadata) = SafetensorsFile.Read(stream);
        try
        {
            return new TrainedSupernet(
                path,
                written,
                tensors,
                JsonSerializer.Deserialize<NetworkInput>(metadata["input"], JsonSerializerOptions.Web)!,
                Numbers(metadata["mean"]),
                Numbers(metadata["std"]),
                JsonSerializer.Deserialize<ImmutableArray<string>>(metadata["classes"]));
        }
        catch (Exception error) when (error is KeyNotFoundException or JsonException or FormatException)
        {
            throw new InvalidDataException($"{path}: the metadata 'input', 'mean', 'std' or 'classes' is missing or broken ({error.Message}); run the experiment again.", error);
        }
    }

    private static ImmutableArray<float> Numbers(string text) => [.. text.Split(',').Select(number => float.Parse(number, CultureInfo.InvariantCulture))];
}
