namespace NasStudio.Export.Formats;

/// <summary>Writes a subnet in one file format. Equal packages give equal bytes.</summary>
public interface IExporter
{
    /// <summary>As in ?format=, and the file's extension: onnx, safetensors, json or zip.</summary>
    string Format { get; }

    string ContentType { get; }

    void Write(SubnetPackage package, Stream stream);
}
