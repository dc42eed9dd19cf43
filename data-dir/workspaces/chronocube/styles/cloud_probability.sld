<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
    xmlns:ogc="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>cloud_probability</Name>
    <UserStyle>
      <Title>Cloud probability</Title>
      <Abstract>Clear sky is transparent, certain cloud is white.</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>1</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap type="ramp">
              <ColorMapEntry color="#2b5c9e" quantity="0.0" opacity="0.25" label="0 clear"/>
              <ColorMapEntry color="#6f9fd0" quantity="0.25" opacity="0.5" label="0.25"/>
              <ColorMapEntry color="#b9cfe4" quantity="0.5" opacity="0.75" label="0.5"/>
              <ColorMapEntry color="#e3e8ec" quantity="0.75" opacity="0.95" label="0.75"/>
              <ColorMapEntry color="#ffffff" quantity="1.0" opacity="1.0" label="1 cloud"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
