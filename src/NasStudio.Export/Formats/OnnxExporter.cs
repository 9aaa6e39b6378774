using NasStudio.Export.Onnx;

namespace NasStudio.Export.Formats;

/// <summary>A model for ONNX Runtime and its kin.</summary>
public sealed class OnnxExporter : IExporter
{
    public string Format => "onnx";

    public string ContentType => "application/octet-stream";

    public void Write(SubnetPackage package, Stream stream) =>
        stream.Write(OnnxWriter.Write(package.Network, package.Weights, SubnetMetadata.Of(package)));
}
