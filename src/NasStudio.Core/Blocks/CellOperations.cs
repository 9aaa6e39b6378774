using System.Collections.Immutable;

namespace NasStudio.Core.Blocks;

/// <summary>
/// The operations that a cell may choose for its edges: those of NAS-Bench-201 (Dong, Yang 2020), under its names. They
/// ascend in multiply-accumulates and parameters, so that the first choice of an edge is its smallest and the last its
/// largest. A new one is a record and one line here.
/// </summary>
public static class CellOperations
{
    public static ImmutableArray<CellOperation> All { get; } =
    [
        new CellOperation.None(),
        new CellOperation.Skip(),
        new CellOperation.AveragePool(),
        new CellOperation.NormedConvolution("nor_conv_1x1", Kernel: 1),
        new CellOperation.NormedConvolution("nor_conv_3x3", Kernel: 3),
    ];

    public static CellOperation? Find(string name) => All.FirstOrDefault(operation => operation.Name == name);
}
