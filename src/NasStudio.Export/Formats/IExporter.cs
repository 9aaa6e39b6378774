namespace NasStudio.Export.Formats;

/// <summary>Writes a subnet in one file format.</summary>
public interface IExporter
{
    /// <summary>As in ?format=: onnx, safetensors, json or zip.</summary>
    string Format { get; }

    string ContentType { get; }

    void Write(SubnetPackage package, Stream stream);
}
