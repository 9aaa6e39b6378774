namespace NasStudio.Core.Objectives;

public enum Direction
{
    Maximize,
    Minimize,
}
