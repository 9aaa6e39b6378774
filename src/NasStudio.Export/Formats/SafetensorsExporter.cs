using NasStudio.Export.Weights;

namespace NasStudio.Export.Formats;

/// <summary>The weights alone, under the names of the supernet's layers, batch-norm statistics included.</summary>
public sealed class SafetensorsExporter : IExporter
{
    public string Format => "safetensors";

    public string ContentType => "application/octet-stream";

    public void Write(SubnetPackage package, Stream stream) => SafetensorsFile.Write(stream, package.Weights, SubnetMetadata.Of(package));
}
