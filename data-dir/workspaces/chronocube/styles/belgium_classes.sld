<?xml version="1.0" encoding="UTF-8"?>
<StyledLayerDescriptor version="1.0.0" xmlns="http://www.opengis.net/sld"
    xmlns:ogc="http://www.opengis.net/ogc" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xsi:schemaLocation="http://www.opengis.net/sld http://schemas.opengis.net/sld/1.0.0/StyledLayerDescriptor.xsd">
  <NamedLayer>
    <Name>belgium_classes</Name>
    <UserStyle>
      <Title>Scene classification</Title>
      <Abstract>Classes of the Sentinel-2 level 2A processor, in the colours of its documentation.</Abstract>
      <FeatureTypeStyle>
        <Rule>
          <RasterSymbolizer>
            <ChannelSelection>
              <GrayChannel>
                <SourceChannelName>5</SourceChannelName>
              </GrayChannel>
            </ChannelSelection>
            <ColorMap type="values">
              <ColorMapEntry color="#ff0004" quantity="1" label="Saturated or defective"/>
              <ColorMapEntry color="#868686" quantity="2" label="Dark area or cast shadow"/>
              <ColorMapEntry color="#774b0a" quantity="3" label="Cloud shadow"/>
              <ColorMapEntry color="#10d22c" quantity="4" label="Vegetation"/>
              <ColorMapEntry color="#ffff52" quantity="5" label="Bare soil"/>
              <ColorMapEntry color="#0000ff" quantity="6" label="Water"/>
              <ColorMapEntry color="#818181" quantity="7" label="Unclassified"/>
              <ColorMapEntry color="#c0c0c0" quantity="8" label="Cloud, medium probability"/>
              <ColorMapEntry color="#f1f1f1" quantity="9" label="Cloud, high probability"/>
              <ColorMapEntry color="#bac5eb" quantity="10" label="Thin cirrus"/>
              <ColorMapEntry color="#52fff9" quantity="11" label="Snow or ice"/>
            </ColorMap>
          </RasterSymbolizer>
        </Rule>
      </FeatureTypeStyle>
    </UserStyle>
  </NamedLayer>
</StyledLayerDescriptor>
