using System.Globalization;
using System.Text;
using NasStudio.Core.Networks;

namespace NasStudio.Web.Parts.Subnets;

/// <summary>A primitive in words.</summary>
public static class OperationText
{
    public static string Of(Operation operation) => operation switch
    {
        Operation.Input => "Images",
        Operation.Resize resize => string.Create(CultureInfo.InvariantCulture, $"Resize to {resize.Height}×{resize.Width}"),
        Operation.Convolution convolution => Convolution(convolution),
        Operation.Attention attention => string.Create(CultureInfo.InvariantCulture, $"Attention, {attention.Heads} {(attention.Heads == 1 ? "head" : "heads")}"),
        Operation.Activate activate => activate.Activation.ToString(),
        Operation.AveragePool pool => string.Create(CultureInfo.InvariantCulture, $"Average pool {pool.Kernel}×{pool.Kernel}{Stride(pool.Stride)}"),
        _ => Spaced(operation.GetType().Name),
    };

    private static string Convolution(Operation.Convolution convolution)
    {
        var kind = convolution.Groups > 1 ? "Depthwise" : "Convolution";
        return string.Create(CultureInfo.InvariantCulture, $"{kind} {convolution.Kernel}×{convolution.Kernel}{Stride(convolution.Stride)}");
    }

    private static string Stride(int stride) => stride > 1 ? string.Create(CultureInfo.InvariantCulture, $", stride {stride}") : "";

    /// <summary>"BatchNorm" as "Batch norm".</summary>
    private static string Spaced(string name)
    {
        var words = new StringBuilder();
        foreach (var letter in name)
        {
            words.Append(words.Length > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : letter.ToString());
        }

        return words.ToString();
    }
}
