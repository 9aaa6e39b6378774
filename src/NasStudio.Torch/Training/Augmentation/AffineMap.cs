namespace NasStudio.Torch.Training.Augmentation;

/// <summary>
/// From a place relative to the centre of the result to that of the image: x' = XX x + XY y + MoveX, y' = YX x + YY y + MoveY,
/// in pixels.
/// </summary>
internal readonly record struct AffineMap(double XX, double XY, double YX, double YY, double MoveX = 0, double MoveY = 0)
{
    public static AffineMap Move(double x, double y) => new(1, 0, 0, 1, x, y);
}
