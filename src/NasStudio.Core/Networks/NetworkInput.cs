namespace NasStudio.Core.Networks;

/// <summary>What a network reads and answers: images [Channels, Height, Width] of a data set with Classes classes.</summary>
public sealed record NetworkInput(int Channels, int Height, int Width, int Classes);
