using MudBlazor;

namespace ControlTower.Screens;

/// <summary>Mud's parts in the tower's colours: the same values as tokens.css, which Mud cannot read.</summary>
public static class TowerTheme
{
    private const string Shadow = "0 12px 32px rgb(18 23 30 / .18)";

    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#12171E", PrimaryContrastText = "#FFFFFF", Secondary = "#1D57CF", SecondaryContrastText = "#FFFFFF",
            Tertiary = "#84319A", TertiaryContrastText = "#FFFFFF",
            Success = "#0B765D", SuccessContrastText = "#FFFFFF", Warning = "#F5A91C", WarningContrastText = "#12171E", WarningDarken = "#8A4700",
            Error = "#C0261F", ErrorContrastText = "#FFFFFF", Info = "#1D57CF", InfoContrastText = "#FFFFFF", Dark = "#12171E",
            Background = "#F4F5F7", BackgroundGray = "#ECEEF1", Surface = "#FFFFFF",
            DrawerBackground = "#F4F5F7", DrawerText = "#47505D", DrawerIcon = "#616A78", AppbarBackground = "#FFFFFF", AppbarText = "#12171E",
            TextPrimary = "#12171E", TextSecondary = "#47505D", TextDisabled = "#616A78", ActionDefault = "#47505D", ActionDisabled = "#616A78",
            LinesDefault = "#E1E4E9", Divider = "#E1E4E9", TableLines = "#E1E4E9", LinesInputs = "#848D9B", TableHover = "#F7F8FA", Skeleton = "#ECEEF1",
            HoverOpacity = 0.04, RippleOpacity = 0,
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#EBEEF2", PrimaryContrastText = "#0C0F13", Secondary = "#82B1FF", SecondaryContrastText = "#0C0F13",
            Tertiary = "#F0AEE6", TertiaryContrastText = "#0C0F13",
            Success = "#3FD6A8", SuccessContrastText = "#0C0F13", Warning = "#F4B440", WarningContrastText = "#0C0F13", WarningDarken = "#F4B440",
            Error = "#FF7567", ErrorContrastText = "#0C0F13", Info = "#6FA8FF", InfoContrastText = "#0C0F13", Dark = "#EBEEF2",
            Background = "#0C0F13", BackgroundGray = "#0A0C10", Surface = "#12161C",
            DrawerBackground = "#0C0F13", DrawerText = "#ADB5C1", DrawerIcon = "#8C96A4", AppbarBackground = "#12161C", AppbarText = "#EBEEF2",
            TextPrimary = "#EBEEF2", TextSecondary = "#ADB5C1", TextDisabled = "#8C96A4", ActionDefault = "#ADB5C1", ActionDisabled = "#8C96A4",
            LinesDefault = "#232932", Divider = "#232932", TableLines = "#232932", LinesInputs = "#6F7988", TableHover = "#181D25", Skeleton = "#0A0C10",
            HoverOpacity = 0.04, RippleOpacity = 0,
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px", DrawerWidthLeft = "200px", DrawerWidthRight = "200px", AppbarHeight = "48px" },
        Shadows = new Shadow { Elevation = [.. Enumerable.Range(0, 26).Select(level => level < 8 ? "none" : Shadow)] },
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = ["IBM Plex Sans", "IBM Plex Sans Arabic", "sans-serif"], FontSize = ".875rem", LineHeight = "1.43", LetterSpacing = "0" },
            H5 = new H5Typography { FontSize = "1.25rem", FontWeight = "600", LetterSpacing = "0" },
            H6 = new H6Typography { FontSize = "1rem", FontWeight = "600", LetterSpacing = "0" },
            Body2 = new Body2Typography { FontSize = ".8125rem", LetterSpacing = "0" },
            Caption = new CaptionTypography { FontSize = ".75rem", LetterSpacing = "0" },
            Button = new ButtonTypography { FontSize = ".8125rem", FontWeight = "500", TextTransform = "none", LetterSpacing = "0" },
        },
    };
}
